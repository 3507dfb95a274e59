"""Markdown with `Q:` and `A:` before the sides of a card, as hashcards reads it.

hashcards knows a card by its text, so nothing stands in it that changes without the question:
neither a date nor a version. It lets HTML through, so what is HTML in a pack is escaped here.
"""

import json
import re

from quizkit.export.cards.card import Deck
from quizkit.export.cards.formats.format import Wanted
from quizkit.export.cards.sides import back, front
from quizkit.model.formula import PIECES

TAG = re.compile(r"^(?=[QAC]:)", re.MULTILINE)
RULE = re.compile(r"^[ \t]*---[ \t]*$", re.MULTILINE)
LESS = re.compile(r"<(?=[a-zA-Z/!?])")
REACHING = re.compile(r"<(?=[a-zA-Z/!?])|(?<=!)\[|(?<=\])\((?!\s*(?:https?://|mailto:))|(?<=\]):")
"""What begins a tag, an image, a link to anything but a page, or the target of one."""


def render(deck: Deck, wanted: Wanted) -> bytes:
    """All cards in one file, whose front matter names the deck."""
    parts = [f"---\nname = {json.dumps(deck.title, ensure_ascii=False)}\n---\n"]
    for card in deck.cards:
        asked = _side(front(card).read(wanted.lang))
        told = _side(back(card, dated=False).read(wanted.lang))
        parts.append(f"Q: {asked}\n\nA: {told}\n")
    return "\n".join(parts).encode()


def _side(markdown: str) -> str:
    """A side in which no line begins or ends a card: a space or a dash more changes that."""
    return TAG.sub(" ", RULE.sub("----", _tamed(markdown.strip())))


def _tamed(markdown: str) -> str:
    """Markdown without HTML, images and scripts; code stays as it is."""
    parts: list[str] = []
    end = 0
    for piece in PIECES.finditer(markdown):
        parts += [REACHING.sub(r"\\\g<0>", markdown[end : piece.start()]), _formula(piece)]
        end = piece.end()
    return "".join([*parts, REACHING.sub(r"\\\g<0>", markdown[end:])])


def _formula(piece: re.Match[str]) -> str:
    """A formula in which no reader finds a tag; code as it is."""
    is_formula = piece["inline"] is not None or piece["display"] is not None
    return LESS.sub(r"\\lt ", piece[0]) if is_formula else piece[0]
