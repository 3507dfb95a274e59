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
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from quizkit.export.cards.card import Deck, ExportCard
from quizkit.export.cards.formats.format import Wanted

if TYPE_CHECKING:
    from genanki import Deck as AnkiDeck
    from genanki import Note

    from quizkit.export.cards.parts import Parts

SPECIAL = re.compile(r"\[(?=/?(?:latex|\$\$?)\]|sound:|anki:)", re.IGNORECASE)
"""What Anki takes for its own in a field: sounds, speech, and LaTeX that it would run."""
CLOZE = re.compile(r"\{\{(?=c\d)")


def render(deck: Deck, wanted: Wanted) -> bytes:
    """The whole package."""
    files = {"collection.anki2": _collection(deck, wanted)}
    names = {str(place): name_of(key) for place, key in enumerate(deck.figures)}
    files["media"] = json.dumps(names).encode()
    for place, picture in enumerate(deck.figures.values()):
        files[str(place)] = picture.svg.encode()
    return _zipped(files)


def name_of(figure: str) -> str:
    """The file of a figure among Anki's media."""
    return f"quizkit-{figure}.svg"


def stable_id(*words: str) -> int:
    """An id for a deck or a note type that is the same on every machine; Anki's are 32 bits."""
    return (1 << 30) + int.from_bytes(sha256("\0".join(words).encode()).digest()[:4]) % (1 << 30)


def _collection(deck: Deck, wanted: Wanted) -> bytes:
    """Anki's database, in the format that all its versions read."""
    from genanki import Package

    seconds = deck.date.timestamp()
    with closing(sqlite3.connect(":memory:")) as connection:
        decks = list(_decks(deck, wanted))
        Package(decks).write_to_db(connection.cursor(), seconds, count(int(seconds * 1000)))
        connection.commit()
        return connection.serialize()


def _decks(deck: Deck, wanted: Wanted) -> "Iterator[AnkiDeck]":
    from genanki import Deck as AnkiDeck

    from quizkit.export.cards.formats.anki.note_types import note_types
    from quizkit.export.cards.markup import mathjax
    from quizkit.export.cards.parts import Parts, described

    def draw(figure: str) -> str:
        return f'<img src="{name_of(figure)}" alt="{described(deck.figures[figure])}">'

    parts = Parts(wanted.lang, mathjax, draw)
    types = note_types()
    decks: dict[str, AnkiDeck] = {}
    for due, card in enumerate(deck.mixed(), 1):
        if card.topic not in decks:
            name = f"{deck.title}::{card.topic}"
            decks[card.topic] = AnkiDeck(stable_id("deck", name), name)
        decks[card.topic].add_note(_note(card, due, types[card.id.kind], parts))
    yield from (decks[topic] for topic in sorted(decks))


def _note(card: ExportCard, due: int, note_type: object, parts: "Parts") -> "Note":
    from genanki import Note

    fields = (
        str(card.id),
        parts.text(card.front),
        parts.words(card.prompt),
        parts.options(card),
        parts.line(card.answer),
        parts.text(card.back),
        parts.measured(card),
        parts.sources(card),
    )
    return Note(
        model=note_type,
        fields=[_field(html) for html in fields],
        tags=list(card.tags),
        guid=guid_of(card),
        due=due,
    )


def guid_of(card: ExportCard) -> str:
    """What Anki knows the note by, on every machine and in every language."""
    return f"quizkit-{card.digest[:20]}"


def _field(html: str) -> str:
    """A field in which nothing is left that Anki would take for its own."""
    return unicodedata.normalize("NFC", CLOZE.sub("{ {", SPECIAL.sub("&#91;", html)))


def _zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            # A fixed moment and system: else the same deck would give other bytes.
            info = ZipInfo(name)
            info.compress_type = ZIP_DEFLATED
            info.create_system = 3
            archive.writestr(info, data)
    return buffer.getvalue()
