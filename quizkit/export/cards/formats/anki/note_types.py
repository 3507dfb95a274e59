"""Anki's note types, one for each kind of card: all have the same fields."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from quizkit.export.cards.words import KINDS

if TYPE_CHECKING:
    from genanki import Model

FIELDS = ("CardId", "Front", "Prompt", "Options", "Answer", "Back", "Measured", "Sources")
"""The first one identifies the note; Anki shows it in its browser and warns of doubles."""
HERE = Path(__file__).parent


@cache
def _file(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def note_types() -> "dict[str, Model]":
    """By kind. Their ids never change, or Anki would make new ones at every import."""
    from genanki import Model

    from quizkit.export.cards.formats.anki import stable_id

    return {
        kind: Model(
            stable_id("note type", kind),
            f"quizkit {kind}",
            fields=[{"name": name} for name in FIELDS],
            templates=[
                {
                    "name": kind,
                    "qfmt": _file("front.html").replace("KIND", kind),
                    "afmt": _file("back.html"),
                }
            ],
            css=_file("card.css"),
        )
        for kind in KINDS
    }
