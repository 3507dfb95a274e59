"""What a kind of card is: which cards it makes of a question, what it asks, what it shows then.

A kind knows neither terminals nor the clock. The screen and the plain session know one way to take
each form of `Ask`, so a new kind that asks in a known form is one new file and one line in
`quizkit.practice.kinds`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from quizkit.model.evidence import Observation
from quizkit.model.question import Predict, Question
from quizkit.model.review import CardId, Rating
from quizkit.model.text import Text

if TYPE_CHECKING:
    from quizkit.bank import Summary
    from quizkit.figure import Figure

Measure = Callable[[str, Predict], Observation]
"""Run a check (by its id) for the one observation that a card asks about.

Raises QuizkitError when the check breaks, and `Cancelled` when the learner stops it.
"""


class Cancelled(Exception):
    """The learner did not want to wait for a measurement."""


@dataclass(frozen=True, slots=True)
class Reveal:
    """The learner answers aloud or in mind, then looks at the answer."""


@dataclass(frozen=True, slots=True)
class Number:
    """The learner commits a number; then `check` is run, which takes a while."""

    check: str


Ask = Reveal | Number
Response = float | None
"""What the learner gave: a number, or nothing where only looking was asked."""


@dataclass(frozen=True, slots=True)
class Front:
    """What is asked, and the form of the answer."""

    prompt: Text
    ask: Ask


@dataclass(frozen=True, slots=True)
class Back:
    """What is shown afterwards, as Markdown; `detail` is what the review keeps.

    `suggested` is a grade, for which `answer` gives the reason; the learner has the last word.
    """

    answer: Text
    figure: "Figure | None" = None
    suggested: Rating | None = None
    detail: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


class Kind(Protocol):
    """A form in which a question is asked."""

    @property
    def name(self) -> str:
        """The word before the colon in a card's id; never changed, or schedules are lost."""
        ...

    @property
    def title(self) -> Text:
        """What the learner reads above the question."""
        ...

    def cards(self, summary: "Summary") -> Iterable[CardId]:
        """The cards of this kind that a question gives."""
        ...

    def check(self, summary: "Summary", card: CardId) -> str | None:
        """The check that the card will run, if any, so that it can be got ready."""
        ...

    def front(self, question: Question, card: CardId) -> Front:
        """What the card asks.

        Raises:
            QuizkitError: the question no longer has what the card asks about.
        """
        ...

    def back(self, question: Question, card: CardId, response: Response, measure: Measure) -> Back:
        """What the card shows once it was answered; may take as long as `measure` does.

        Raises:
            QuizkitError: as `front` and `measure`.
            Cancelled: as `measure`.
        """
        ...
