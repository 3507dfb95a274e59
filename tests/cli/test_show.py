"""`quizkit show`, run as a user runs it, on a small pack with one measured claim."""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.cells import cell_len

from quizkit.bank import Pack, load
from quizkit.model import Arm, Observation, Report, Target
from quizkit.verify.cache import Cache, Kept

QUIZKIT = [sys.executable, "-m", "quizkit"]
CHECK = '''"""The variance stays at 1."""

from quizkit.evidence import Lab, check


@check(controls={"unscaled": {"n": 1}, "twice": {"n": 2}})
def variance(lab: Lab, n: int = 0) -> None:
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    variance.main()
'''
REFERENCES = """
vaswani2017:
  authors: Vaswani, Shazeer
  title: Attention Is All You Need
  year: 2017
  venue: NeurIPS
  url: https://arxiv.org/abs/1706.03762
"""
GLOSSARY = """
rank: {zh: 秩, means: {en: The dimension of the image., zh: 像的维数。}}
score: {zh: 得分, means: {en: How much is asked for a key., zh: 键有多匹配。}}
variance: {zh: 方差, means: {en: The mean squared distance., zh: 与均值之差的平方的均值。}}
"""
QUESTION = r"""
question: {en: "Why divide by $\\sqrt{d_k}$?", zh: "为什么除以 $\\sqrt{d_k}$？"}
answer:
  en: |
    The **variance** of $q\cdot k$ is $d_k$; see [the paper](https://example.org).

    $$\frac{QK^\top}{\sqrt{d_k}}$$
  zh: |
    得分的方差是 $d_k$，
    除以它之后是一。
points:
  - {en: the variance grows, zh: 方差增长, any: [variance]}
  - {en: the softmax saturates, zh: softmax 饱和, any: [saturate]}
  - {en: the entries are independent, zh: 分量独立, any: [independent]}
claims:
  - {id: measured, says: {en: The variance is 1., zh: 方差为 1。}, check: tiny/variance}
  - id: told
    myth: true
    says: {en: The mean grows., zh: 均值增长。}
    truth: {en: The mean is 0., zh: 均值为 0。}
    check: tiny/other
  - id: defined
    says: {en: A key has d_k entries., zh: 键有 d_k 个分量。}
    check: none
    because: definition
    source: vaswani2017 §3.2.1
choices:
  right: {en: The variance grows., zh: 方差增长。}
  wrong:
    - {en: The mean grows., zh: 均值增长。, why: {en: It is 0., zh: 它是 0。}}
    - {en: Rows sum to 1., zh: 每行和为 1。, why: {en: They do anyway., zh: 本来就是。}}
    - {en: It is a norm., zh: 它是范数。, why: {en: It is a constant., zh: 它是常数。}}
difficulty: 2
follow_ups: [tiny/next]
sources: [vaswani2017 §3.2.1, unknown2020 §4]
covers: []
"""


def write(pack: Path) -> None:
    """Write the pack."""
    for folder in ("qa_bank/tiny", "checks/tiny"):
        (pack / folder).mkdir(parents=True)
    files = {
        "qa_bank/references.yaml": REFERENCES,
        "qa_bank/glossary.yaml": GLOSSARY,
        "qa_bank/tiny/why.yaml": QUESTION,
        "qa_bank/tiny/next.yaml": QUESTION.replace("Why divide", "And why not add"),
        "checks/tiny/variance.py": CHECK,
        "checks/tiny/other.py": CHECK,
    }
    for name, text in files.items():
        _ = (pack / name).write_text(text, encoding="utf-8")


def measure(pack: Path, home: Path) -> None:
    """Put into the cache what measuring the first check would."""
    target = Target.band(0.9, 1.1, 1.0)

    def arm(control: str | None, factor: int) -> Arm:
        values = [(d, 1.0 if factor == 0 else float(d * factor)) for d in (16, 64, 256)]
        seen = [
            Observation("score variance", {"d_k": d}, v, v - 0.05, v + 0.05, target, stderr=0.01)
            for d, v in values
        ]
        return Arm(control, tuple(seen), seconds=0.1)

    report = Report(
        check="tiny/variance",
        seed=0,
        title="The variance stays at 1.",
        claim=arm(None, 0),
        controls=(arm("unscaled", 1), arm("twice", 2)),
        versions={"torch": "2.13.0"},
    )
    found = load(Pack(pack))
    cache = Cache(home / "cache", found.pack)
    cache.put(found.checks["tiny/variance"], Kept(report, datetime(2026, 3, 1, 12, 30, tzinfo=UTC)))


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a learner with this pack, who has measured one claim of it."""
    folder = tmp_path_factory.mktemp("show")
    pack, home = folder / "pack", folder / "home"
    write(pack)
    measure(pack, home)
    unset = ("NO_COLOR", "FORCE_COLOR", "LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS")
    clean = {k: v for k, v in os.environ.items() if k not in unset}
    return clean | {"QUIZKIT_HOME": str(home), "QUIZKIT_PACK": str(pack)}


def show(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `quizkit show`."""
    return subprocess.run(
        [*QUIZKIT, "show", *arguments],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.fixture(scope="module")
def page(environment: dict[str, str]) -> str:
    """The question in a pipe."""
    ran = show(environment, "tiny/why")
    assert (ran.returncode, ran.stderr) == (0, "")
    return ran.stdout


def test_the_question_and_its_answer_are_shown_with_formulas_as_unicode(page: str) -> None:
    assert page.startswith("Why divide by √dₖ?\ntiny/why · difficulty 2 of 5\n")
    assert "The variance of q·k is dₖ; see the paper (https://example.org)." in page
    assert "\nQKᵀ/√dₖ\n" in page


def test_a_pipe_gets_plain_text(page: str) -> None:
    assert "\x1b" not in page
    assert "**" not in page
    assert not [line for line in page.splitlines() if line != line.rstrip()]


def test_the_points_of_a_complete_answer_are_shown(page: str) -> None:
    assert "A complete answer names\n• the variance grows\n" in page


def test_a_measured_claim_is_shown_with_its_date_versions_and_figure(page: str) -> None:
    assert "supported: tiny/why#measured: The variance is 1." in page
    assert "score variance (d_k = 16): 1.00 [0.95, 1.05], expected 1 ± 0.1: supported" in page
    assert "control unscaled: refuted" in page
    assert "measured 2026-03-01 12:30 UTC with torch 2.13.0 on cpu" in page
    assert "● measured   □ unscaled   △ twice   ░ target" in page


def test_a_claim_that_was_not_measured_says_how_to_measure_it(page: str) -> None:
    assert "· not measured: myth  The mean grows." in page
    assert "in truth: The mean is 0." in page
    assert "run: quizkit verify 'tiny/why#told'" in page


def test_a_claim_without_a_check_rests_on_its_source(page: str) -> None:
    assert "§ definition  A key has d_k entries." in page


def test_sources_are_spelled_out(page: str) -> None:
    sources = page.partition("\nSources\n")[2].partition("\nTerms\n")[0]
    spelled = " ".join(sources.split())
    assert spelled == (
        "• Vaswani, Shazeer: Attention Is All You Need. NeurIPS 2017. §3.2.1. "
        "https://arxiv.org/abs/1706.03762 • unknown2020 §4"
    )


def test_the_terms_that_the_answer_uses_are_explained_at_the_end(page: str) -> None:
    assert page.endswith("\nTerms\n• variance (方差): The mean squared distance.\n")


def test_the_terms_of_the_language_shown_are_explained_in_it(environment: dict[str, str]) -> None:
    shown = show(environment, "tiny/why", "--lang", "zh").stdout
    terms = "• 得分（score）：键有多匹配。\n• 方差（variance）：与均值之差的平方的均值。\n"
    assert shown.endswith(f"\nTerms\n{terms}")
    both = show(environment, "tiny/why", "--lang", "both").stdout
    assert "\n• score (得分): How much is asked for a key.\n  得分（score）：" in both


def test_an_answer_without_terms_has_no_such_section(tmp_path: Path) -> None:
    write(tmp_path / "pack")
    _ = (tmp_path / "pack" / "qa_bank" / "glossary.yaml").write_text("{}\n", encoding="utf-8")
    where = {"QUIZKIT_HOME": str(tmp_path / "home"), "QUIZKIT_PACK": str(tmp_path / "pack")}
    ran = show(dict(os.environ) | where, "tiny/why", "--lang", "en")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Terms" not in ran.stdout


def test_what_is_asked_next_is_shown_with_its_id(page: str) -> None:
    assert "Asked next\n• And why not add by" in page
    assert "\n  tiny/next\n" in page


def test_choices_are_shown_only_when_asked_for(page: str, environment: dict[str, str]) -> None:
    assert "Choices" not in page
    shown = show(environment, "tiny/why", "--choices").stdout
    assert "✓ The variance grows.\n✗ The mean grows.\n  It is 0.\n" in shown


def test_chinese_is_shown_when_asked_for_and_its_lines_are_joined(
    environment: dict[str, str],
) -> None:
    shown = show(environment, "tiny/why", "--lang", "zh").stdout
    assert "得分的方差是 dₖ，除以它之后是一。" in shown
    assert "The variance is 1." not in shown


def test_both_languages_can_be_shown(environment: dict[str, str]) -> None:
    shown = show(environment, "tiny/why", "--lang", "both").stdout
    assert "The variance of q·k" in shown
    assert "得分的方差是" in shown


def test_the_locale_chooses_the_language(environment: dict[str, str]) -> None:
    assert "为什么" in show(environment | {"LANG": "zh_CN.UTF-8"}, "tiny/why").stdout


@pytest.mark.parametrize("width", ["40", "80", "200"])
def test_a_terminal_gets_colours_and_no_line_is_too_wide(
    environment: dict[str, str], width: str
) -> None:
    wanted = {"FORCE_COLOR": "1", "COLUMNS": width, "TERM": "xterm-256color"}
    shown = show(environment | wanted, "tiny/why", "--lang", "both", "--choices").stdout
    assert "\x1b[32m✓ supported" in shown
    lines = re.sub(r"\x1b\[[0-9;]*m", "", shown).splitlines()
    assert max(map(cell_len, lines)) <= int(width)


def test_an_unknown_question_is_met_with_the_nearest_one(environment: dict[str, str]) -> None:
    ran = show(environment, "tiny/wyh")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "did you mean tiny/why?" in ran.stderr


def test_a_changed_check_is_not_shown_as_measured(tmp_path: Path) -> None:
    pack, home = tmp_path / "pack", tmp_path / "home"
    write(pack)
    measure(pack, home)
    with (pack / "checks" / "tiny" / "variance.py").open("a", encoding="utf-8") as file:
        _ = file.write("# changed\n")
    where = {"QUIZKIT_HOME": str(home), "QUIZKIT_PACK": str(pack)}
    shown = show(dict(os.environ) | where, "tiny/why", "--lang", "en").stdout
    assert "· not measured  The variance is 1." in shown
