"""The formats, one file each: a new one is a new file and one line in `FORMATS`.

Nothing of them is imported here: the command line tells their names.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from quizkit.export.cards.formats.format import Format, Paper, Wanted
from quizkit.model.text import Lang

if TYPE_CHECKING:
    from quizkit.export.cards.card import Deck


def _of(module: str) -> "Callable[[Deck, Wanted], bytes]":
    """The `render` of a module, which is imported when it is first called."""

    def render(deck: "Deck", wanted: Wanted) -> bytes:
        made: bytes = import_module(f"{__name__}.{module}").render(deck, wanted)
        return made

    return render


_ALL = (
    Format("anki", ".apkg", "a package for Anki", _of("anki"), shows_figures=True),
    Format("html", ".html", "one page for the browser", _of("html"), Lang.BOTH, shows_figures=True),
    Format(
        "print", ".pdf", "sheets to cut out, for duplex printing", _of("sheets"), shows_figures=True
    ),
    Format("csv", ".csv", "a table for spreadsheets", _of("csv")),
    Format("tsv", ".tsv", "front and back by a tab, for Quizlet", _of("tsv")),
    Format("markdown", ".md", "Markdown, as hashcards reads it", _of("markdown")),
    Format("json", ".json", "for other programs", _of("json"), Lang.BOTH, shows_figures=True),
)
FORMATS: Mapping[str, Format] = MappingProxyType({f.name: f for f in _ALL})

__all__ = ["FORMATS", "Format", "Paper", "Wanted"]
