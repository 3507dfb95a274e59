"""Front and back with a tab between them, a card a line, as Quizlet takes them."""

import re

from quizkit.export.cards.card import Deck
from quizkit.export.cards.formats.cells import UTF8_BOM, harmless
from quizkit.export.cards.formats.format import Wanted
from quizkit.export.cards.sides import back, front

PARAGRAPH = re.compile(r"\s*\n\s*\n\s*")
LINE = re.compile(r"\s*[\n\t]\s*")


def render(deck: Deck, wanted: Wanted) -> bytes:
    """A line for each card, without a line of names, which would become a card of its own."""
    from quizkit.export.cards.markup import plain

    lines: list[str] = []
    for card in deck.cards:
        sides = (front(card), back(card, dated=True))
        lines.append("\t".join(_on_one_line(plain(side.read(wanted.lang))) for side in sides))
    return UTF8_BOM + "".join(f"{line}\n" for line in lines).encode()


def _on_one_line(text: str) -> str:
    """A paragraph ends in a sign where it cannot end in a line."""
    return harmless(LINE.sub(" ", PARAGRAPH.sub(" ¶ ", text)))
