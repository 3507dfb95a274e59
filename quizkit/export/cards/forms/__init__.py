"""The forms in which a question goes out, one file each: a new one is a line in `FORMS`."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from quizkit.export.cards.card import ExportCard
from quizkit.export.cards.forms.choice import choice
from quizkit.export.cards.forms.form import Given
from quizkit.export.cards.forms.myth import myth
from quizkit.export.cards.forms.predict import predict
from quizkit.export.cards.forms.recall import recall
from quizkit.model.review import CardId

Form = Callable[[Given], Iterator[ExportCard | CardId]]
"""The cards that a question gives; only the id of one that nothing measured can answer."""

FORMS: Mapping[str, Form] = MappingProxyType(
    {"recall": recall, "choice": choice, "myth": myth, "predict": predict}
)
"""By the kind of their cards, which is the word before the colon in a card's id."""

__all__ = ["FORMS", "Form", "Given"]
