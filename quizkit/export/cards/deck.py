"""From chosen questions to a deck."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from quizkit.bank import Bank, ClaimRef
from quizkit.bank.references import Reference, spelled_out
from quizkit.export.cards.card import Deck, ExportCard
from quizkit.export.cards.forms import FORMS, Given
from quizkit.export.cards.measured import Measurements
from quizkit.export.cards.pictures import Pictures
from quizkit.model.review import CardId

References = Callable[[str], Mapping[str, Reference | None]]
"""What the sources of a question, given by its id, point into."""


def deck_of(
    bank: Bank,
    refs: Iterable[ClaimRef],
    measurements: Measurements,
    *,
    title: str,
    date: datetime,
    references: References,
    kinds: Sequence[str] = tuple(FORMS),
    drafts: Iterable[str] = (),
    pictures: bool = True,
) -> Deck:
    """The cards of the chosen claims and of the questions they belong to, in the bank's order.

    Those of `drafts`, which have no claim, follow. With `pictures`, those of the pack come along.

    Raises:
        QuizkitError: a question cannot be read.
    """
    chosen: dict[str, set[str]] = {}
    for ref in refs:
        chosen.setdefault(ref.question, set()).add(ref.claim)
    chosen |= {draft: set() for draft in drafts}
    made = list(_made(bank, chosen, measurements, references, kinds))
    taken = Pictures(bank)
    cards = [card for card in made if isinstance(card, ExportCard)]
    return Deck(
        title=title,
        cards=tuple(map(taken.shown, cards) if pictures else cards),
        figures=dict(sorted(measurements.figures.items())),
        date=date,
        unmeasured=tuple(card for card in made if isinstance(card, CardId)),
        media=taken.media,
    )


def _made(
    bank: Bank,
    chosen: Mapping[str, set[str]],
    measurements: Measurements,
    references: References,
    kinds: Sequence[str],
) -> Iterator[ExportCard | CardId]:
    for question_id, claims in chosen.items():
        question = bank.question(question_id)
        known = references(question_id)
        sources = tuple(spelled_out(source, known) for source in question.sources)
        given = Given(question, claims, measurements, sources)
        for kind, form in FORMS.items():
            if kind in kinds:
                yield from form(given)
