"""Markdown with `Q:` and `A:` before the sides of a card, as hashcards reads it.

hashcards knows a card by its text, so nothing stands in it that changes without the question:
neither a date nor a version.
"""

import json
import re

from quizkit.export.cards.card import Deck
from quizkit.export.cards.formats.format import Wanted
from quizkit.export.cards.sides import back, front

TAG = re.compile(r"^(?=[QAC]:)", re.MULTILINE)
RULE = re.compile(r"^[ \t]*---[ \t]*$", re.MULTILINE)


def render(deck: Deck, wanted: Wanted) -> bytes:
    """All cards in one file, whose front matter names the deck."""
    parts = [f"---\nname = {json.dumps(deck.title, ensure_ascii=False)}\n---\n"]
    for card in deck.cards:
        asked = _untagged(front(card).read(wanted.lang))
        told = _untagged(back(card, dated=False).read(wanted.lang))
        parts.append(f"Q: {asked}\n\nA: {told}\n")
    return "\n".join(parts).encode()


def _untagged(side: str) -> str:
    """A side without a line that would begin or end a card: a space or a dash more changes that."""
    return TAG.sub(" ", RULE.sub("----", side.strip()))
