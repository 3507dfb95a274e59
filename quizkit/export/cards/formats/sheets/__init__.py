"""Cards to cut out: sheets for duplex printing, as a PDF that a browser sets.

A sheet of fronts is followed by the sheet of their backs, whose columns are mirrored: printed on
both sides and turned over the long edge, each back lies behind its front.
"""

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from quizkit.export.cards.card import Deck, ExportCard
from quizkit.export.cards.formats.format import Paper, Wanted
from quizkit.export.cards.words import KINDS
from quizkit.model.text import Lang

if TYPE_CHECKING:
    from quizkit.export.cards.parts import Parts

HERE = Path(__file__).parent
ROWS = 2
MILLIMETRES = {Paper.A4: (210.0, 297.0), Paper.LETTER: (215.9, 279.4)}


@dataclass(frozen=True, slots=True)
class _Sheets:
    """How the cards lie: both languages need cards twice as wide."""

    lang: Lang
    paper: Paper

    @property
    def columns(self) -> int:
        return 1 if self.lang is Lang.BOTH else 2


def render(deck: Deck, wanted: Wanted) -> bytes:
    """The PDF.

    Raises:
        QuizkitError: there is no browser, or it fails.
    """
    from quizkit.export.cards.formats.sheets.browser import pdf_of

    return pdf_of(sheets_html(deck, wanted), deck.date)


def sheets_html(deck: Deck, wanted: Wanted) -> str:
    """The sheets as a page whose script makes each text as large as its card allows."""
    from quizkit.export.cards.markup import escaped
    from quizkit.export.cards.parts import CODES

    sheets = _Sheets(wanted.lang, wanted.paper)
    width, height = MILLIMETRES[wanted.paper]
    script = _file("fit.js")
    digest = base64.b64encode(sha256(script.encode()).digest()).decode()
    size = f"--width: {width}mm; --height: {height}mm; --columns: {sheets.columns}"
    policy = (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
        f"script-src 'sha256-{digest}'"
    )
    code = CODES.get(wanted.lang, "en")
    return "".join(
        (
            f'<!doctype html>\n<html lang="{code}">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
            f"<title>{escaped(deck.title)}</title>\n<style>\n:root {{ {size}; }}\n",
            f"@page {{ size: {width}mm {height}mm; margin: 0; }}\n{_file('sheets.css')}</style>\n",
            "</head>\n<body>\n",
            *_sheets(deck, sheets),
            f"<script>{script}</script>\n</body>\n</html>\n",
        )
    )


@cache
def _file(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _sheets(deck: Deck, sheets: _Sheets) -> Iterator[str]:
    from quizkit.export.cards.markup import escaped, mathml
    from quizkit.export.cards.parts import Parts

    def show(name: str, alt: str) -> str:
        medium = deck.media.get(name)
        return f'<img src="{medium.uri}" alt="{escaped(alt)}">' if medium else ""

    parts = Parts(
        sheets.lang, mathml, lambda figure: f"<figure>{deck.figures[figure].svg}</figure>", show
    )
    on_a_sheet = ROWS * sheets.columns
    for start in range(0, len(deck.cards), on_a_sheet):
        cards = deck.cards[start : start + on_a_sheet]
        fronts = [_front(card, parts) for card in cards]
        backs = [_back(card, parts) for card in cards]
        empty = [""] * (on_a_sheet - len(cards))
        yield _sheet("fronts", [*fronts, *empty])
        yield _sheet("backs", _mirrored([*backs, *empty], sheets.columns))


def _mirrored(cards: Sequence[str], columns: int) -> list[str]:
    rows = [cards[start : start + columns] for start in range(0, len(cards), columns)]
    return [card for row in rows for card in reversed(row)]


def _sheet(side: str, cards: Sequence[str]) -> str:
    articles = "".join(f"<article>{card}</article>\n" for card in cards)
    return f'<section class="{side}">\n{articles}</section>\n'


def _front(card: ExportCard, parts: "Parts") -> str:
    inner = (
        f'<p class="prompt">{parts.words(card.prompt)}</p>'
        f'<div class="asked">{parts.text(card.front)}</div>{parts.options(card)}'
    )
    return _card(card, parts, inner)


def _back(card: ExportCard, parts: "Parts") -> str:
    if not card.id.claim:
        # The whole answer fills the card: the figures are for the screen.
        plain = tuple(replace(evidence, figure=None) for evidence in card.evidence)
        card = replace(card, evidence=plain)
    answer = f'<p class="answer">{parts.line(card.answer)}</p>' if card.answer else ""
    return _card(card, parts, answer + parts.back(card) + parts.measured(card))


def _card(card: ExportCard, parts: "Parts", inner: str) -> str:
    kind = parts.words(KINDS[card.id.kind])
    about = f"{card.id.question} · {kind} · {'●' * card.difficulty}{'○' * (5 - card.difficulty)}"
    return f'<div class="fit">{inner}</div><p class="about">{about}</p>'
