"""What Anki itself makes of a package: its own engine is the judge."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from quizkit.export.cards.card import Deck
from quizkit.export.cards.formats import FORMATS, Wanted
from quizkit.export.cards.formats.anki import guid_of
from quizkit.model import Lang, Text

Import = Callable[..., Any]
GOOD = 3


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Any]:
    """An empty collection of Anki's."""
    from anki.collection import Collection

    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


@pytest.fixture
def take(collection: Any, tmp_path: Path) -> Import:
    """Export a deck and let Anki import it; what its log says of the notes."""
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

    def take(deck: Deck, lang: Lang = Lang.EN) -> Any:
        path = tmp_path / "deck.apkg"
        _ = path.write_bytes(FORMATS["anki"].render(deck, Wanted(lang)))
        options = ImportAnkiPackageOptions(with_scheduling=False)
        request = ImportAnkiPackageRequest(package_path=str(path), options=options)
        return collection.import_anki_package(request).log

    return take


def note_of(collection: Any, card_id: str) -> Any:
    """The note of a card of ours."""
    (found,) = collection.find_notes(f'CardId:"{card_id}"')
    return collection.get_note(found)


def edited(deck: Deck) -> Deck:
    """The deck a day later, with the question of one card rewritten."""
    first, *rest = deck.cards
    rewritten = replace(first, front=Text("Why is it divided?", "为何相除？"))
    return replace(deck, cards=(rewritten, *rest), date=deck.date + timedelta(days=1))


def test_every_card_becomes_a_note_with_one_card(collection: Any, take: Import, deck: Deck) -> None:
    log = take(deck)
    assert len(log.new) == len(deck.cards)
    assert collection.note_count() == collection.card_count() == len(deck.cards)
    assert collection.fix_integrity()[1]


def test_every_field_is_read_back_as_it_was_written(
    collection: Any, take: Import, deck: Deck, readable: Callable[[str, bytes], str]
) -> None:
    import json

    _ = take(deck)
    written = json.loads(readable("anki", FORMATS["anki"].render(deck, Wanted(Lang.EN))))["notes"]
    found = {n.guid: n for n in map(collection.get_note, collection.find_notes(""))}
    assert len(written) == len(deck.cards)
    for guid, _mid, _mod, tags, fields in written:
        assert found[guid].fields == fields
        assert sorted(found[guid].tags) == sorted(tags.split())


def test_decks_follow_the_topics(collection: Any, take: Import, deck: Deck) -> None:
    _ = take(deck)
    names = {entry.name for entry in collection.decks.all_names_and_ids()}
    assert {"quizkit::scaling", "quizkit::hostile"} <= names
    assert len(collection.find_cards("deck:quizkit::scaling")) == 4


@pytest.mark.parametrize("kind", ["recall", "choice", "myth", "predict"])
def test_a_template_shows_both_sides(kind: str, collection: Any, take: Import, deck: Deck) -> None:
    _ = take(deck)
    (first, *_rest) = collection.find_notes(
        f"tag:quizkit::kind::{kind} tag:quizkit::topic::scaling"
    )
    card = collection.get_note(first).cards()[0]
    asked, told = card.question(), card.answer()
    assert f"quizkit {kind}" in asked
    assert "{{" not in asked + told
    assert card.note()["Answer"] in told
    assert card.note()["Front"] in asked
    if card.note()["Answer"]:
        assert card.note()["Answer"] not in asked.replace(card.note()["Options"], "")


def test_the_figure_of_a_back_is_among_the_media(collection: Any, take: Import, deck: Deck) -> None:
    _ = take(deck)
    note = note_of(collection, "myth:scaling/why#layers")
    (name,) = collection.media.files_in_str(note.mid, note["Measured"])
    assert (Path(collection.media.dir()) / name).read_text() == deck.figures["abc123"].svg
    assert collection.media.check().missing == []


def test_the_back_of_a_measured_card_tells_verdict_date_and_versions(
    collection: Any, take: Import, deck: Deck
) -> None:
    _ = take(deck)
    told = note_of(collection, "predict:scaling/why#variance").cards()[0].answer()
    for word in ("supported", "2026-03-01", "torch 2.13.0+cpu"):
        assert word in told


def test_an_edited_export_updates_the_note_and_keeps_its_reviews(
    collection: Any, take: Import, deck: Deck
) -> None:
    _ = take(deck)
    collection.decks.select(collection.decks.id("quizkit"))
    answered: list[int] = []
    for _turn in range(3):
        card = collection.sched.getCard()
        card.start_timer()
        collection.sched.answerCard(card, GOOD)
        answered.append(card.id)
    reviews = collection.db.all("select cid, ease from revlog order by id")
    states = {cid: collection.get_card(cid).reps for cid in answered}
    assert len(reviews) == 3
    log = take(edited(deck))
    assert len(log.new) == 0
    assert len(log.updated) == len(deck.cards)
    note = note_of(collection, "recall:scaling/why")
    assert note.guid == guid_of(deck.cards[0])
    assert "Why is it divided?" in note["Front"]
    assert collection.db.all("select cid, ease from revlog order by id") == reviews
    assert {cid: collection.get_card(cid).reps for cid in answered} == states
    assert collection.note_count() == collection.card_count() == len(deck.cards)
    assert collection.fix_integrity()[1]


def test_an_export_in_the_other_language_is_the_same_notes(
    collection: Any, take: Import, deck: Deck
) -> None:
    _ = take(deck)
    log = take(replace(deck, date=deck.date + timedelta(days=1)), Lang.ZH)
    assert len(log.new) == 0
    assert "为什么" in note_of(collection, "recall:scaling/why")["Front"]


def test_the_same_export_twice_changes_nothing(collection: Any, take: Import, deck: Deck) -> None:
    _ = take(deck)
    log = take(deck)
    assert len(log.new) == len(log.updated) == 0


def test_new_cards_come_in_order_of_difficulty(collection: Any, take: Import, deck: Deck) -> None:
    _ = take(deck)
    ids = collection.find_cards("is:new", order="c.due")
    asked = [collection.get_card(i).note()["CardId"] for i in ids]
    assert asked == [str(card.id) for card in deck.mixed()]
    assert asked[0] == "recall:hostile/all"
