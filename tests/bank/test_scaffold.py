"""A scaffold is right but for the places that it marks, and each of these is a fault."""

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from quizkit.bank.placeholder import MESSAGE, PLACEHOLDER
from quizkit.bank.scaffold import scaffold
from quizkit.errors import QuizkitError

if TYPE_CHECKING:
    from tests.bank.conftest import MadePack


def fill(text: str) -> str:
    """Write something right into every marked place."""
    count = iter(range(100))

    def written(found: re.Match[str]) -> str:
        n = next(count)
        if "hyphens" in found[0]:
            return "first-claim"
        return f"文字 {n}" if re.search("[一-鿿]", found[0]) else f"words {n}"

    return PLACEHOLDER.sub(written, text)


def test_a_scaffold_with_its_places_filled_in_has_no_fault(made: "MadePack") -> None:
    for kind, new_id in (("question", "masking/a-leak"), ("check", "masking/a_leak")):
        path = scaffold(made.pack, kind, new_id)
        _ = path.write_text(fill(path.read_text("utf-8")), encoding="utf-8")
    assert made.told() == []
    question = made.load().question("masking/a-leak")
    assert question.answer.en == "words 2"
    assert made.load().checks["masking/a_leak"].controls == ("a sum, not a mean", "divided by √n")


@pytest.mark.parametrize(
    ("kind", "new_id"), [("question", "masking/leak"), ("check", "masking/leak")]
)
def test_every_marked_place_is_a_fault_at_its_place(
    made: "MadePack", kind: str, new_id: str
) -> None:
    text = scaffold(made.pack, kind, new_id).read_text("utf-8")
    places = len(PLACEHOLDER.findall(text))
    told = [t for t in made.told() if MESSAGE in t]
    assert len(told) == places > 0


def test_one_place_left_open_is_still_a_fault(made: "MadePack") -> None:
    path = scaffold(made.pack, "question", "masking/a-leak")
    text = fill(path.read_text("utf-8")).replace("words 0", "<write what is asked>")
    _ = path.write_text(text, encoding="utf-8")
    assert f"qa_bank/masking/a-leak.yaml:3:7: {MESSAGE} | write what is asked" in made.told()


def test_the_example_in_a_new_check_runs_and_is_supported(made: "MadePack") -> None:
    path = scaffold(made.pack, "check", "masking/a_leak")
    run = subprocess.run(
        [sys.executable, str(path)], capture_output=True, text=True, check=False, timeout=120
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.rstrip().endswith("supported")


def test_a_question_names_a_check_that_may_be_a_module(made: "MadePack") -> None:
    text = scaffold(made.pack, "question", "masking/80-10-10").read_text("utf-8")
    assert "check: masking/measured_80_10_10\n" in text


@pytest.mark.parametrize("kind", ["question", "check"])
def test_a_scaffold_overwrites_nothing(made: "MadePack", kind: str) -> None:
    new_id = {"question": "scaling/why-scale", "check": "scaling/unit_variance"}[kind]
    with pytest.raises(QuizkitError, match="the file is there already"):
        _ = scaffold(made.pack, kind, new_id)
    assert made.told() == []


@pytest.mark.parametrize(
    ("kind", "new_id", "hint"),
    [
        ("question", "leak", ""),
        ("question", "../leak", ""),
        ("question", "masking/../../leak", ""),
        ("question", "/etc/passwd", ""),
        ("question", "masking/a/b", "did you mean masking/a-b?"),
        ("question", "Masking/A Leak", "did you mean masking/a-leak?"),
        ("question", "masking/a_leak", "did you mean masking/a-leak?"),
        ("question", "masking/a-leak.yaml", "did you mean masking/a-leak-yaml?"),
        ("check", "masking/a-leak", "did you mean masking/a_leak?"),
        ("check", "masking/_leak", ""),
        ("check", "masking/80_10_10", ""),
        ("check", "masking/\x1b[31m", ""),
    ],
)
def test_an_id_that_is_none_is_refused_and_writes_nothing(
    made: "MadePack", kind: str, new_id: str, hint: str
) -> None:
    before = sorted(made.root.parent.rglob("*"))
    with pytest.raises(QuizkitError, match="is not a") as raised:
        _ = scaffold(made.pack, kind, new_id)
    assert raised.value.hint == hint
    assert raised.value.message.isprintable()
    assert sorted(made.root.parent.rglob("*")) == before


def test_a_topic_that_is_linked_to_the_outside_is_refused(made: "MadePack") -> None:
    outside = made.root.parent / "outside"
    outside.mkdir()
    (made.root / "qa_bank" / "linked").symlink_to(outside)
    with pytest.raises(QuizkitError, match="leaves the pack"):
        _ = scaffold(made.pack, "question", "linked/leak")
    assert list(outside.iterdir()) == []
