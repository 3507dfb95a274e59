"""A word chooses claims by topic, question, check, claim or glob."""

from typing import TYPE_CHECKING

import pytest

from quizkit.bank import find_pack, select
from quizkit.errors import QuizkitError

if TYPE_CHECKING:
    from tests.bank.conftest import MadePack

WHY = "scaling/why-scale"
ALL = [
    f"{q}#{c}"
    for q in ("scaling/gradients", WHY)
    for c in ("unit-variance", "keys-make-it", "named-so")
]


@pytest.mark.parametrize(
    ("words", "chosen"),
    [
        ([], ALL),
        (["scaling"], ALL),
        ([WHY], ALL[3:]),
        ([f"{WHY}#named-so"], ALL[5:]),
        (["scaling/unit_variance"], [ALL[0], ALL[1], ALL[3], ALL[4]]),
        (["*/gradients"], ALL[:3]),
        (["scaling/*#keys-*"], [ALL[1], ALL[4]]),
        (["*unit_var*"], [ALL[0], ALL[1], ALL[3], ALL[4]]),
        ([f"{WHY}#named-so", "scaling/gradients"], [*ALL[:3], ALL[5]]),
        ([WHY, "scaling"], ALL),
    ],
)
def test_a_word_chooses_claims_in_the_order_of_the_bank(
    made: "MadePack", words: list[str], chosen: list[str]
) -> None:
    assert [str(ref) for ref in select(made.load(), words)] == chosen


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("scalling", "did you mean scaling?"),
        ("scaling/why-scal", "did you mean scaling/why-scale?"),
        ("scaling/unit-variance", "did you mean scaling/unit_variance?"),
        ("scaling/why-scale#name-so", "did you mean scaling/why-scale#named-so?"),
        ("*nothing*", "*"),
    ],
)
def test_a_word_that_names_nothing_is_an_error_with_the_nearest_name(
    made: "MadePack", word: str, hint: str
) -> None:
    with pytest.raises(QuizkitError, match="is no topic, question, check or claim") as raised:
        _ = select(made.load(), [word])
    assert hint == "*" or raised.value.hint == hint


def test_a_word_that_names_a_broken_question_says_what_is_wrong_with_it(made: "MadePack") -> None:
    _ = made.change(made.first, ("difficulty: 2", "difficulty: 9"))
    with pytest.raises(QuizkitError, match="was left out: expected a whole number"):
        _ = select(made.load(), [WHY])


def test_a_check_that_no_claim_names_chooses_nothing(made: "MadePack") -> None:
    _ = made.write("checks/masking/leak.py", made.check_text)
    assert select(made.load(), ["masking/leak"]) == []


def test_an_unknown_question_is_an_error_with_the_nearest_id(made: "MadePack") -> None:
    with pytest.raises(QuizkitError) as raised:
        _ = made.load().question("scaling/why-scaled")
    assert raised.value.hint == "did you mean scaling/why-scale?"


def test_a_broken_question_is_an_error_with_its_fault(made: "MadePack") -> None:
    place = made.change(made.first, ("difficulty: 2", "difficulty: ▸9"))
    with pytest.raises(QuizkitError, match="expected a whole number") as raised:
        _ = made.load().question(WHY)
    assert str(raised.value.place) == f"{made.root}/{place}"


def test_a_folder_without_questions_is_no_pack_and_says_where_one_is(made: "MadePack") -> None:
    with pytest.raises(QuizkitError, match="this is no pack") as raised:
        _ = find_pack(made.root / "qa_bank" / "scaling")
    assert raised.value.hint == f"did you mean {made.root}?"
    with pytest.raises(QuizkitError, match="no such folder"):
        _ = find_pack(made.root / "nowhere")


def test_questions_are_in_the_order_of_their_ids_not_of_their_files(made: "MadePack") -> None:
    # As file names, "a-b.yaml" stands before "a.yaml"; as ids, "a" before "a-b".
    for slug in ("a-b", "a", "a-1"):
        _ = made.write(f"qa_bank/topic/{slug}.yaml", made.question_text)
    bank = made.load()
    assert [i for i in bank.ids if i.startswith("topic")] == ["topic/a", "topic/a-1", "topic/a-b"]
    assert list(bank.ids) == sorted(bank.ids)
    assert bank.topics == ("scaling", "topic")


def test_the_built_in_pack_is_the_one_that_is_found_without_a_path() -> None:
    assert (find_pack(None).questions / "scaling").is_dir()
