"""CSV with a row of names, as spreadsheets open it."""

import csv
import io

from quizkit.export.cards.card import Deck, ExportCard
from quizkit.export.cards.formats.cells import UTF8_BOM, harmless
from quizkit.export.cards.formats.format import Wanted
from quizkit.export.cards.sides import back, front
from quizkit.export.cards.words import verdict_of
from quizkit.model.text import Lang

COLUMNS = ("front", "back", "id", "kind", "topic", "difficulty", "verdict", "tags")


def render(deck: Deck, wanted: Wanted) -> bytes:
    """A row for each card; cells may hold line ends."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for card in deck.cards:
        writer.writerow([harmless(cell) for cell in _row(card, wanted.lang)])
    return UTF8_BOM + text.getvalue().encode()


def _row(card: ExportCard, lang: Lang) -> tuple[str, ...]:
    from quizkit.export.cards.markup import plain

    verdicts = [verdict_of(evidence) for evidence in card.evidence]
    return (
        plain(front(card).read(lang)),
        plain(back(card, dated=True).read(lang)),
        str(card.id),
        card.id.kind,
        card.topic,
        str(card.difficulty),
        "; ".join(dict.fromkeys(v.zh if lang is Lang.ZH else v.en for v in verdicts)),
        " ".join(card.tags),
    )
