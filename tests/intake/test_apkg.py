"""What Anki's own engine exports comes in, the same from both formats."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, Protocol

import pytest

from quizkit.bank import Bank, Pack, select
from quizkit.export.cards.deck import deck_of
from quizkit.export.cards.formats import FORMATS, Wanted
from quizkit.export.cards.measured import Measurements
from quizkit.intake import read_cards, write_questions
from quizkit.intake.reviews import reviews
from quizkit.model.review import Rating
from quizkit.model.text import Lang

BOTH = pytest.mark.parametrize("legacy", [True, False], ids=["legacy", "current"])

Ease = Literal[1, 2, 3, 4]
NOW = datetime(2099, 1, 1, tzinfo=UTC)


class Anki(Protocol):
    """A collection of the engine."""

    collection: Any

    def add(self, kind: str, *fields: str, tags: str = "") -> None:
        """Add a note."""
        ...

    def answer(self, ease: Ease) -> None:
        """Answer the next card."""
        ...

    def export(self, *, legacy: bool) -> Path:
        """Write a package."""
        ...


@BOTH
def test_a_note_comes_with_its_fields_tags_deck_and_media(
    anki: Anki, pack: Pack, legacy: bool
) -> None:
    media = anki.collection.media
    media.write_data("图.png", b"\x89PNG")
    media.write_data("a.mp3", b"ID3")
    anki.add(
        "Basic",
        "Why <b>scale</b> \\(q_1k_1\\)?",
        '<div>It grows.</div><img src="图.png"> [sound:a.mp3]',
        tags="attention deep::scale",
    )
    found = read_cards(anki.export(legacy=legacy))
    (draft,) = found.drafts
    assert draft.front == "Why **scale** $q_1k_1$?"
    assert draft.back == "It grows.\n\n![](<media/图.png>) [a.mp3](<media/a.mp3>)"
    assert (draft.topic, draft.tags) == ("Attention", ("attention", "deep::scale"))
    written = write_questions(pack, found, None)
    assert written.missing == ()
    assert (pack.root / "media/图.png").read_bytes() == b"\x89PNG"
    assert (pack.root / "media/a.mp3").read_bytes() == b"ID3"
    assert written.made[0].startswith("attention/why-scale-")


@BOTH
def test_a_cloze_is_a_question_with_gaps_and_its_answer_fills_them(
    anki: Anki, legacy: bool
) -> None:
    anki.add("Cloze", "The {{c1::softmax::function}} of {{c2::scores}}", "see §3")
    (draft,) = read_cards(anki.export(legacy=legacy)).drafts
    assert draft.front == "The [function] of […]"
    assert draft.back == "The **softmax** of **scores**\n\nsee §3"


def test_both_formats_give_the_same_questions_and_reviews(anki: Anki, pack: Pack) -> None:
    for number in range(3):
        anki.add("Basic", f"question {number}", "answer")
    eases: tuple[Ease, ...] = (3, 1, 4)
    for ease in eases:
        anki.answer(ease)
    old, new = (read_cards(anki.export(legacy=legacy)) for legacy in (True, False))
    assert old.drafts == new.drafts
    first = write_questions(pack, old, None)
    again = write_questions(pack, new, None)
    assert (len(first.made), again.made, again.edited) == (3, (), ())
    assert again.ids == first.ids
    given = list(reviews(old.drafts, first.ids, NOW))
    assert given == list(reviews(new.drafts, again.ids, NOW))
    assert [int(r.rating) for r in sorted(given, key=lambda r: r.at)] == [3, 1, 4]
    assert {r.card.question for r in given} <= set(first.ids)
    assert len({r.id for r in given}) == 3


def test_an_answer_to_the_second_card_of_a_note_is_left_out_and_counted(anki: Anki) -> None:
    anki.add("Basic (and reversed card)", "front", "back")
    anki.answer(3)
    database = anki.collection.db
    database.execute("update revlog set cid = (select id from cards where ord = 1)")
    found = read_cards(anki.export(legacy=False))
    assert found.drafts[0].answers == ()
    assert found.notices == ("current.apkg: 1 answers to further cards of a note are left out",)


def test_what_only_set_a_date_is_no_answer_and_cramming_does_not_count(anki: Anki) -> None:
    anki.add("Basic", "front", "back")
    anki.answer(3)
    database = anki.collection.db
    insert = (
        "insert into revlog select id + {n}, cid, usn, {ease}, ivl, lastIvl, factor, 4000, {kind} "
        "from revlog limit 1"
    )
    database.execute(insert.format(n=1, ease=0, kind=4))
    database.execute(insert.format(n=2, ease=2, kind=3))
    (draft,) = read_cards(anki.export(legacy=False)).drafts
    assert [(a.rating, a.counts) for a in draft.answers] == [
        (Rating.GOOD, True),
        (Rating.HARD, False),
    ]
    assert draft.answers[1].seconds == 4.0


def test_a_card_that_quizkit_exported_asks_what_it_asked(
    tmp_path: Path, make_bank: Callable[[Mapping[str, int]], Bank]
) -> None:
    bank = make_bank({"scaling/why": 0})
    deck = deck_of(
        bank,
        select(bank, []),
        Measurements.of(bank, [], {}),
        title="t",
        date=NOW,
        references=lambda _: {},
    )
    path = tmp_path / "ours.apkg"
    _ = path.write_bytes(FORMATS["anki"].render(deck, Wanted(Lang.EN)))
    drafts = sorted(read_cards(path).drafts, key=lambda draft: len(draft.front))
    assert len(drafts) == len(deck.cards)
    recall, choice = drafts[0], drafts[1]
    assert recall.front == "What does why say about $d_k$?"
    assert recall.back.startswith("A score $q\\cdot k$ is a sum")
    assert choice.front.startswith("What does why say about $d_k$?\n\n1. ")
