"""What docs/writing-a-check.md shows is run, and comes to the verdicts that it states."""

import importlib.util
import re
from math import sqrt
from pathlib import Path

import pytest
import torch

from quizkit.evidence import Check, Lab
from quizkit.model import Judgement, Report, Verdict, judge_report

PAGE = (Path(__file__).parents[2] / "docs" / "writing-a-check.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(
    r"```python\n(?P<code>.*?)```\n\nVerdict: \*\*(?P<verdict>\w+)\*\*(?:, `(?P<reason>[^`]+)`)?",
    re.DOTALL,
)
EXAMPLES = {m["code"].splitlines()[0].strip('".'): m for m in EXAMPLE.finditer(PAGE)}
SEEDS = 3


def load(folder: Path, code: str) -> Check:
    path = folder / "checks" / "shown" / "example.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    _ = path.write_text(code, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("example", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (found,) = (value for value in vars(module).values() if isinstance(value, Check))
    return found


def judged(folder: Path, code: str) -> list[tuple[Report, Judgement]]:
    reports = [load(folder, code).run(seed=seed) for seed in range(SEEDS)]
    return [(report, judge_report(report)) for report in reports]


def test_every_python_block_is_an_example_with_a_verdict() -> None:
    assert len(EXAMPLES) == PAGE.count("```python") >= 5
    assert {m["verdict"] for m in EXAMPLES.values()} == {"supported", "toothless"}


@pytest.mark.parametrize("title", EXAMPLES)
def test_an_example_comes_to_the_verdict_that_the_page_states(title: str, tmp_path: Path) -> None:
    example = EXAMPLES[title]
    for _, judgement in judged(tmp_path, example["code"]):
        assert judgement.verdict == Verdict(example["verdict"])
        assert (example["reason"] or "") in "; ".join(judgement.reasons)


@pytest.mark.parametrize("title", [t for t, m in EXAMPLES.items() if m["verdict"] == "supported"])
def test_a_supported_example_has_the_headroom_that_the_page_asks_for(
    title: str, tmp_path: Path
) -> None:
    for report, _ in judged(tmp_path, EXAMPLES[title]["code"]):
        assert min(o.headroom for o in report.claim.observations) >= 10


def test_without_injection_the_example_is_as_toothless_as_the_page_says(tmp_path: Path) -> None:
    told = re.search(
        r"With `(norm = [^`]+)` in place of the injected one:\s+\*\*(\w+)\*\*, `([^`]+)`", PAGE
    )
    assert told is not None
    (code,) = (m["code"] for m in EXAMPLES.values() if "lab.inject(nn.LayerNorm" in m["code"])
    changed = re.sub(r"norm = lab\.inject\(.*\)", told[1], code)
    assert changed != code
    for _, judgement in judged(tmp_path, changed):
        assert judgement == Judgement(Verdict(told[2]), (told[3],))


def test_the_bad_control_of_the_page_is_broken_and_not_refuted(tmp_path: Path) -> None:
    (code,) = (m["code"] for m in EXAMPLES.values() if '"first": 2' in m["code"])
    for _, judgement in judged(tmp_path, code.replace('"first": 2', '"first": 0')):
        assert judgement.verdict is Verdict.ERROR
        assert judgement.reasons[0].startswith("control 'mask off by one' is error: premise fails")


def test_the_table_has_every_word_of_the_lab_and_no_other() -> None:
    table = PAGE.partition("## The words of the lab")[2].partition("\n## ")[0]
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    told = {word for cell in cells for word in re.findall(r"`(\w+)", cell)}
    public = {name for name in vars(Lab()) if not name.startswith("_")}
    assert public == {"seed", "device", "observations", "records"}
    assert told == {n for n in dir(Lab) if not n.startswith("_") and callable(getattr(Lab, n))}


def test_few_units_need_the_margins_that_the_page_states() -> None:
    told = re.search(r"has to be ([\d.]+) standard deviations of a unit at (\d+)\s+units", PAGE)
    more = re.findall(r"([\d.]+) at (\d+)(?=,|\.)", PAGE)
    assert told is not None
    stated = [(told[1], told[2]), *more]
    assert [n for _, n in stated] == ["16", "32", "64"]
    for margin, n in stated:
        lab = Lab()
        units = torch.linspace(-1, 1, int(n)).double()
        lab.mean("x", units / units.std(), equals=0.0, within=float(margin))
        # A tenth of a standard deviation is what the page rounds to.
        assert 10 <= lab.observations[0].headroom < 10 + 1 / lab.observations[0].stderr / 10


def test_the_units_of_the_table_leave_a_headroom_of_twelve() -> None:
    lab = Lab()
    lab.proportion("share", torch.arange(57_600) < 46_080, equals=0.8, within=0.02)
    lab.variance("variance", lab.normal(28_800), equals=1.0, within=0.1)
    lab.mean("mean", lab.normal(14_400), equals=0.0, within=0.1)
    # The interval of many units is wider than z standard errors by 1 + 1/√n.
    assert [o.headroom for o in lab.observations] == pytest.approx([12] * 3, rel=0.02)
    assert 144 / sqrt(14_400) ** 2 == pytest.approx(0.1**2)
