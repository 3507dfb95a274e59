"""An .apkg for Anki: a note for each card, a note type for each kind, a deck for each topic.

A note's guid follows from the card's id: importing a later export updates its text and keeps its
reviews, whatever the language.
"""

import io
import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from itertools import count
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from quizkit.export.cards.card import Deck, ExportCard
from quizkit.export.cards.formats.format import Wanted

SPECIAL = re.compile(r"\[(?=/?(?:latex|\$\$?)\]|sound:|anki:)", re.IGNORECASE)
"""What Anki takes for its own in a field: sounds, speech, and LaTeX that it would run."""
BETWEEN_FIELDS = "\x1f"
NEVER_ANSWERED = (0, 0, 0, 0, 0, 0, 0, 0, "")
"""Interval, ease, repetitions, lapses, steps left, home due and deck, flags, data."""
CLOZE = re.compile(r"\{\{(?=c\d)")


def render(deck: Deck, wanted: Wanted) -> bytes:
    """The whole package."""
    files = {"collection.anki2": _collection(deck, wanted)}
    media = {name_of(key): picture.svg.encode() for key, picture in deck.figures.items()}
    media |= {picture_of(name): medium.data for name, medium in deck.media.items()}
    files["media"] = json.dumps(dict(enumerate(media))).encode()
    for place, data in enumerate(media.values()):
        files[str(place)] = data
    return _zipped(files)


def name_of(figure: str) -> str:
    """The file of a figure among Anki's media."""
    return f"quizkit-{figure}.svg"


def picture_of(name: str) -> str:
    """The file of a picture of the pack among Anki's media."""
    return f"quizkit-{name}"


def stable_id(*words: str) -> int:
    """An id for a deck or a note type that is the same on every machine; Anki's are 32 bits."""
    return (1 << 30) + int.from_bytes(sha256("\0".join(words).encode()).digest()[:4]) % (1 << 30)


def _collection(deck: Deck, wanted: Wanted) -> bytes:
    """Anki's database, in the format that all its versions read.

    genanki makes the tables, the decks and the note types. The notes are written here, all at once:
    it would take one statement after another, three times as long.
    """
    from genanki import Deck as AnkiDeck
    from genanki import Package

    from quizkit.export.cards.formats.anki.note_types import note_types

    types = note_types()
    decks: dict[str, AnkiDeck] = {}
    for topic in sorted({card.topic for card in deck.cards}):
        name = f"{deck.title}::{topic}"
        decks[topic] = AnkiDeck(stable_id("deck", name), name)
    for note_type in types.values():
        next(iter(decks.values())).add_model(note_type)
    seconds = deck.date.timestamp()
    ids = count(int(seconds * 1000))
    notes: list[tuple[object, ...]] = []
    cards: list[tuple[object, ...]] = []
    for due, (card, fields) in enumerate(fields_of(deck, wanted), 1):
        note, mod, tags = next(ids), int(seconds), f" {' '.join(card.tags)} "
        kind, into = types[card.id.kind].model_id, decks[card.topic].deck_id
        first = str(card.id)
        notes.append((note, guid_of(card), kind, mod, -1, tags, fields, first, 0, 0, ""))
        cards.append((next(ids), note, into, 0, mod, -1, 0, 0, due, *NEVER_ANSWERED))
    with closing(sqlite3.connect(":memory:")) as connection:
        Package(list(decks.values())).write_to_db(connection.cursor(), seconds, ids)
        _ = connection.executemany(_insert("notes", 11), notes)
        _ = connection.executemany(_insert("cards", 18), cards)
        connection.commit()
        return connection.serialize()


def _insert(table: str, columns: int) -> str:
    return f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})"


def fields_of(deck: Deck, wanted: Wanted) -> Iterator[tuple[ExportCard, str]]:
    """Each card with the fields of its note as Anki keeps them, in the order of asking."""
    from quizkit.export.cards.markup import escaped, mathjax
    from quizkit.export.cards.parts import Parts, described

    def draw(figure: str) -> str:
        return f'<img src="{name_of(figure)}" alt="{described(deck.figures[figure])}">'

    def show(name: str, alt: str) -> str:
        if name not in deck.media:
            return ""
        return f'<img src="{escaped(picture_of(name))}" alt="{escaped(alt)}">'

    parts = Parts(wanted.lang, mathjax, draw, show)
    for card in deck.mixed():
        fields = (
            str(card.id),
            parts.text(card.front),
            parts.words(card.prompt),
            parts.options(card),
            parts.line(card.answer),
            parts.back(card),
            parts.measured(card),
            parts.sources(card),
        )
        yield card, _inert(BETWEEN_FIELDS.join(fields))


def guid_of(card: ExportCard) -> str:
    """What Anki knows the note by, on every machine and in every language."""
    return f"quizkit-{card.digest[:20]}"


def _inert(html: str) -> str:
    """HTML in which nothing is left that Anki would take for its own."""
    return unicodedata.normalize("NFC", CLOZE.sub("{ {", SPECIAL.sub("&#91;", html)))


def _zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in files.items():
            # A fixed moment and system: else the same deck would give other bytes.
            info = ZipInfo(name)
            info.create_system = 3
            archive.writestr(info, data, ZIP_DEFLATED, compresslevel=1)
    return buffer.getvalue()
