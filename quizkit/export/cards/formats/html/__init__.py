"""One page with everything in it: it works offline and asks nobody for anything.

The first card stands in the page itself. All cards follow packed, with their HTML ready, and the
page's script unpacks them a piece at a time. A content security policy lets that one script run and
nothing else, whatever a pack may hold.
"""

import base64
import json
import re
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from quizkit.export.cards.card import Deck, ExportCard
from quizkit.export.cards.formats.format import Wanted
from quizkit.export.cards.formats.html.words import words_in
from quizkit.export.cards.words import KINDS
from quizkit.model.text import Lang

HERE = Path(__file__).parent
SCRIPTS = ("data.js", "progress.js", "page.js", "start.js")
CARDS_A_PIECE = 250
"""Unpacked in about 10 ms: the page answers in between."""
FIGURES_A_PIECE = 50
NO_TAG = bytes.maketrans(b"<", b",")
"""Of the 85 characters, the one that could begin a tag is written as one that is not among them."""
MARK = re.compile(r"\{\{(\w+)\}\}")


def render(deck: Deck, wanted: Wanted) -> bytes:
    """The page."""
    from quizkit.export.cards.markup import escaped

    langs = _langs(wanted.lang)
    pieces = list(_pieces(deck))
    script = "".join(_file(name) for name in SCRIPTS)
    values = {
        **{name: escaped(str(word)) for name, word in words_in(langs[0]).items()},
        "code": _code(langs[0]),
        "title": escaped(deck.title),
        "style": _file("page.css"),
        "script": script,
        "script_hash": f"sha256-{base64.b64encode(sha256(script.encode()).digest()).decode()}",
        "data": "".join(_data(deck, pieces, langs)),
        **_first(min(pieces[0], key=_rank), langs[0], deck.media),
    }
    return MARK.sub(lambda mark: values[mark[1]], _file("page.html")).encode()


@cache
def _file(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _langs(lang: Lang) -> tuple[Lang, ...]:
    return (Lang.EN, Lang.ZH) if lang is Lang.BOTH else (lang,)


def _code(lang: Lang) -> str:
    from quizkit.export.cards.parts import CODES

    return CODES[lang]


def _first(card: ExportCard, lang: Lang, media: Collection[str]) -> dict[str, str]:
    """The front of the first card, as the script shows it again once it runs."""
    from quizkit.export.cards.markup import escaped

    side = _side(card, lang, media)
    items = "".join(f"<li>{option}</li>" for option in side["options"])
    difficulty = words_in(lang)["difficulty"]
    about = f"{card.topic} · {KINDS[card.id.kind].read(lang)} · {difficulty} {card.difficulty}"
    return {
        "about": escaped(about),
        "front": side["front"],
        "prompt": side["prompt"],
        "options": f'<ol class="options">{items}</ol>' if items else "",
    }


def _pieces(deck: Deck) -> Iterator[list[ExportCard]]:
    """Cards to be unpacked together, those of a question side by side: so they pack best."""
    questions: dict[str, list[ExportCard]] = {}
    for card in deck.cards:
        questions.setdefault(card.id.question, []).append(card)
    piece: list[ExportCard] = []
    for cards in sorted(questions.values(), key=_first_rank):
        piece += cards
        if len(piece) >= CARDS_A_PIECE:
            yield piece
            piece = []
    if piece:
        yield piece


def _rank(card: ExportCard) -> tuple[int, str]:
    """The place in which a card of a piece is asked: the easier first, a question's far apart."""
    return card.difficulty, card.digest


def _first_rank(cards: Sequence[ExportCard]) -> tuple[int, str]:
    return _rank(cards[0])


def _data(
    deck: Deck, pieces: Sequence[Sequence[ExportCard]], langs: Sequence[Lang]
) -> Iterator[str]:
    """What the script reads, in elements that no browser runs."""
    from quizkit.export.cards.markup import escaped

    cards = [card for piece in pieces for card in piece]
    head = {
        "title": deck.title,
        "langs": langs,
        "topics": sorted({card.topic for card in cards}),
        "kinds": {k: {"en": t.en, "zh": t.zh} for k, t in KINDS.items()},
        "words": {lang: words_in(lang) for lang in (Lang.EN, Lang.ZH)},
    }
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    yield f'<script type="application/json" id="head">{text}</script>\n'
    sources = list(dict.fromkeys(source for card in cards for source in card.sources))
    yield _packed("sources", [escaped(source) for source in sources])
    places = {source: place for place, source in enumerate(sources)}
    for piece in pieces:
        ranks = sorted((_rank(card), place) for place, card in enumerate(piece))
        order = [place for _, place in ranks]
        data = {"cards": [_card(card, places, langs, deck.media) for card in piece], "order": order}
        yield _packed("cards", data)
    figures = [(key, picture.svg) for key, picture in deck.figures.items()]
    figures += [(name, medium.uri) for name, medium in deck.media.items()]
    for start in range(0, len(figures), FIGURES_A_PIECE):
        yield _packed("figures", dict(figures[start : start + FIGURES_A_PIECE]))


def _packed(name: str, data: object) -> str:
    """An element with the data deflated, five characters for every four bytes."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    packed = base64.b85encode(zlib.compress(text, 9)).translate(NO_TAG).decode()
    return f'<script type="application/octet-stream" class="{name}">{packed}</script>\n'


def _card(
    card: ExportCard, places: Mapping[str, int], langs: Sequence[Lang], media: Collection[str]
) -> dict[str, Any]:
    return {
        "id": str(card.id),
        "kind": card.id.kind,
        "topic": card.topic,
        "difficulty": card.difficulty,
        "right": next((i for i, option in enumerate(card.options) if option.right), None),
        "sources": [places[source] for source in card.sources],
        "sides": {lang: _side(card, lang, media) for lang in langs},
    }


def _side(card: ExportCard, lang: Lang, media: Collection[str]) -> dict[str, Any]:
    """A card's HTML in one language."""
    from quizkit.export.cards.markup import escaped, mathml
    from quizkit.export.cards.parts import Parts

    def draw(figure: str) -> str:
        return f'<figure data-figure="{figure}"></figure>'

    def show(name: str, alt: str) -> str:
        return f'<img data-media="{escaped(name)}" alt="{escaped(alt)}">' if name in media else ""

    parts = Parts(lang, mathml, draw, show)
    return {
        "front": parts.text(card.front),
        "prompt": parts.words(card.prompt),
        "options": [parts.line(option.text) for option in card.options],
        "answer": parts.line(card.answer),
        "back": parts.back(card),
        "measured": parts.measured(card),
    }
