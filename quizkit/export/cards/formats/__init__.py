"""The formats, one file each: a new one is a new file and one line in `FORMATS`.

Nothing heavy is imported here: the command line tells their names.
"""

from collections.abc import Mapping
from types import MappingProxyType

from quizkit.export.cards.formats import anki, csv, html, json, markdown, sheets, tsv
from quizkit.export.cards.formats.format import Format, Paper, Wanted
from quizkit.model.text import Lang

_ALL = (
    Format("anki", ".apkg", "a package for Anki", anki.render, shows_figures=True),
    Format("html", ".html", "one page for the browser", html.render, Lang.BOTH, shows_figures=True),
    Format(
        "print", ".pdf", "sheets to cut out, for duplex printing", sheets.render, shows_figures=True
    ),
    Format("csv", ".csv", "a table for spreadsheets", csv.render),
    Format("tsv", ".tsv", "front and back by a tab, for Quizlet", tsv.render),
    Format("markdown", ".md", "Markdown, as hashcards reads it", markdown.render),
    Format("json", ".json", "for other programs", json.render, Lang.BOTH, shows_figures=True),
)
FORMATS: Mapping[str, Format] = MappingProxyType({f.name: f for f in _ALL})

__all__ = ["FORMATS", "Format", "Paper", "Wanted"]
