"""JSON for other programs; docs/cards.md is its schema."""

import json
from typing import Any

from quizkit import __version__
from quizkit.export.cards.card import Deck, Evidence, ExportCard, Option
from quizkit.export.cards.formats.format import Wanted
from quizkit.model.text import Lang, Text

FORMAT = 1
"""Grows when a key changes its meaning or goes away; a new key leaves it as it is."""


def render(deck: Deck, wanted: Wanted) -> bytes:
    """One object; texts are Markdown, by language."""
    data = {
        "format": FORMAT,
        "quizkit": __version__,
        "title": deck.title,
        "date": deck.date.isoformat(),
        "cards": [_card(card, wanted.lang) for card in deck.cards],
        "figures": {k: {"svg": p.svg, "words": p.words} for k, p in deck.figures.items()},
        "media": {name: medium.uri for name, medium in deck.media.items()},
    }
    return (json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _card(card: ExportCard, lang: Lang) -> dict[str, Any]:
    return {
        "id": str(card.id),
        "kind": card.id.kind,
        "question": card.id.question,
        "claim": card.id.claim or None,
        "topic": card.topic,
        "difficulty": card.difficulty,
        "tags": list(card.tags),
        "front": _text(card.front, lang),
        "prompt": _text(card.prompt, lang),
        "options": [_option(option, lang) for option in card.options],
        "answer": _text(card.answer, lang),
        "back": _text(card.back, lang),
        "evidence": [_evidence(evidence, lang) for evidence in card.evidence],
        "sources": list(card.sources),
    }


def _text(text: Text | None, lang: Lang) -> dict[str, str] | None:
    if text is None:
        return None
    both = {"en": text.en, "zh": text.zh}
    return both if lang is Lang.BOTH else {lang.value: both[lang]}


def _option(option: Option, lang: Lang) -> dict[str, Any]:
    return {
        "text": _text(option.text, lang),
        "right": option.right,
        "why": _text(option.why, lang),
    }


def _evidence(evidence: Evidence, lang: Lang) -> dict[str, Any]:
    at = evidence.measured_at
    return {
        "claim": evidence.claim,
        "says": _text(evidence.says, lang),
        "myth": evidence.myth,
        "truth": _text(evidence.truth, lang),
        "verdict": evidence.verdict,
        "measured_at": at.isoformat() if at else None,
        "versions": dict(evidence.versions),
        "device": evidence.device,
        "seeds": evidence.seeds,
        "figure": _text(evidence.figure, lang),
    }
