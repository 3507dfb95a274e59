"""Several packs are one bank, in which the ids of an added pack begin with its name."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from quizkit.bank import Bank, ClaimRef, Pack, join, load, reload, select
from quizkit.errors import QuizkitError
from quizkit.model import Measured
from quizkit.model.review import CardId

MakeBank = Callable[[Mapping[str, int]], Bank]


@pytest.fixture
def joined(group: Path, make_bank: MakeBank) -> Bank:
    """A main pack with a question that the group's pack has too."""
    main = make_bank({"scaling/why": 1, "masking/how": 0})
    return join(main, {"team": load(Pack(group))})


def test_ids_of_the_main_pack_stay_and_those_of_an_added_one_begin_with_its_name(
    joined: Bank,
) -> None:
    assert joined.ids == ("masking/how", "scaling/why", "team:scaling/named", "team:scaling/why")
    assert joined.topics == ("masking", "scaling", "team:scaling")
    assert tuple(joined.checks) == ("team:scaling/unit_variance",)


def test_every_id_in_a_question_of_an_added_pack_leads_into_that_pack(
    joined: Bank, group: Path
) -> None:
    path = group / "qa_bank/scaling/why.yaml"
    text = path.read_text("utf-8").replace("follow_ups: []", "follow_ups: [scaling/named]")
    _ = path.write_text(text + "was: [scaling/before]\n", encoding="utf-8")
    bank = reload(joined)
    question, summary = bank.question("team:scaling/why"), bank.summaries["team:scaling/why"]
    assert (question.id, question.topic) == ("team:scaling/why", "team:scaling")
    assert question.follow_ups == summary.follow_ups == ("team:scaling/named",)
    assert question.was == ("team:scaling/before",)
    evidence = question.claims[0].evidence
    assert isinstance(evidence, Measured)
    assert evidence.check == summary.claims[0].check == "team:scaling/unit_variance"
    assert bank.renames == {"team:scaling/before": "team:scaling/why"}
    assert bank.question("scaling/why").follow_ups == ()


def test_a_card_of_an_added_pack_reads_back_as_it_was_written() -> None:
    card = CardId("predict", "team:scaling/why", "variance-0")
    assert CardId.parse(str(card)) == card


@pytest.mark.parametrize(
    ("word", "questions"),
    [
        ("scaling", ["scaling/why"]),
        ("team:scaling", ["team:scaling/named", "team:scaling/why"]),
        ("team:scaling/why", ["team:scaling/why"]),
        ("team:*", ["team:scaling/named", "team:scaling/why"]),
        ("team", ["team:scaling/named", "team:scaling/why"]),
        ("*scaling/why", ["scaling/why", "team:scaling/why"]),
        ("team:scaling/unit_variance", ["team:scaling/why"]),
    ],
)
def test_a_word_selects_in_the_pack_that_it_names(
    joined: Bank, word: str, questions: list[str]
) -> None:
    chosen = dict.fromkeys(ref.question for ref in select(joined, [word]))
    assert list(chosen) == questions


def test_a_claim_is_selected_under_the_name_of_its_pack(joined: Bank) -> None:
    ref = ClaimRef("team:scaling/why", "variance-0")
    assert select(joined, [str(ref)]) == [ref]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("teem:scaling/why", "no pack is called 'teem'"),
        ("team:scaling/wy", "did you mean team:scaling/why"),
        ("scaling/named", "no question is called 'scaling/named'"),
    ],
)
def test_an_id_that_leads_nowhere_says_why(joined: Bank, question: str, told: str) -> None:
    with pytest.raises(QuizkitError) as raised:
        _ = joined.question(question)
    assert told in str(raised.value)


def test_a_broken_question_of_an_added_pack_is_told_under_its_id(joined: Bank, group: Path) -> None:
    path = group / "qa_bank/scaling/why.yaml"
    _ = path.write_text("question: 1\n", encoding="utf-8")
    bank = reload(joined)
    assert "team:scaling/why" not in bank.ids
    assert bank.id_at(path) == "team:scaling/why"
    assert path in {fault.place.path for fault in bank.faults}
    with pytest.raises(QuizkitError, match="was left out"):
        _ = select(bank, ["team:scaling/why"])
    assert select(bank, ["scaling/why"]) == select(joined, ["scaling/why"])


def test_a_file_is_found_in_its_own_pack(joined: Bank, group: Path) -> None:
    assert joined.pack_of("team:scaling/why").root == group
    assert joined.file_of("team:scaling/why") == group / "qa_bank/scaling/why.yaml"
    assert joined.file_of("scaling/why") == joined.pack.root / "qa_bank/scaling/why.yaml"
