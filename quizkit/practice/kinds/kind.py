"""What a kind of card is: which cards it makes of a question, what it asks, what it shows then.

A kind knows neither terminals nor the clock. The screen and the plain session know one way to take
each form of `Ask`, so a new kind that asks in a known form is one new file and one line in
`quizkit.practice.kinds`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from quizkit.model.question import Question
from quizkit.model.review import CardId, Rating
from quizkit.model.text import Lang, Text
from quizkit.practice.checks import Checks
from quizkit.practice.matching import Matcher
from quizkit.practice.ticks import Ticks

if TYPE_CHECKING:
    from quizkit.bank import Summary
    from quizkit.figure import Figures

Shuffle = Callable[[int], tuple[int, ...]]
"""The numbers below n in an order that is the same for one turn of one card."""
NO_DETAIL: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Reveal:
    """The learner answers aloud or in mind, then looks at the answer."""


@dataclass(frozen=True, slots=True)
class Number:
    """The learner commits a number; then `check` is run, which takes a while."""

    check: str


@dataclass(frozen=True, slots=True)
class Choose:
    """The learner picks one option; `keys` say which option of the kind each one is.

    With a `check`, that is run then, which takes a while.
    """

    options: tuple[Text, ...]
    keys: tuple[int, ...]
    check: str = ""


@dataclass(frozen=True, slots=True)
class Arrange:
    """The learner puts all items in order, the smallest first; then `check` is run."""

    items: tuple[Text, ...]
    keys: tuple[int, ...]
    check: str


@dataclass(frozen=True, slots=True)
class Write:
    """The learner types an answer in words."""


Ask = Reveal | Number | Choose | Arrange | Write
Response = float | int | tuple[int, ...] | str | None
"""What the learner gave: a number, the place of an option from 0, the places of all items in the
order given, words, or nothing where only looking was asked."""


@dataclass(frozen=True, slots=True)
class Front:
    """What is asked, and the form of the answer.

    `passage` is what the prompt is about, and `source` the question of the bank that it is from,
    where the prompt is not that question itself.
    """

    prompt: Text
    ask: Ask
    passage: Text | None = None
    source: Text | None = None


@dataclass(frozen=True, slots=True)
class Back:
    """What is shown afterwards, as Markdown; `detail` is what the review keeps.

    `outcome` says what came of the learner's answer, before anything else. `suggested` is a grade,
    for which it gives the reason; the learner has the last word.
    `ticks` are the points that can be ticked, which changes what is suggested. `flips` are the arms
    that can be run to see the claim break; "" is the claim's own.
    """

    answer: Text
    figure: "Figures | None" = None
    outcome: Text | None = None
    suggested: Rating | None = None
    detail: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    ticks: Ticks | None = None
    flips: tuple[str, ...] = ()

    @property
    def grade(self) -> Rating | None:
        """The grade that is suggested, by the ticks where there are any."""
        return self.ticks.suggested if self.ticks else self.suggested

    @property
    def kept(self) -> Mapping[str, object]:
        """What the review keeps, the ticks included."""
        return {**self.detail, **self.ticks.detail} if self.ticks else self.detail


@dataclass(frozen=True, slots=True)
class Flipped:
    """What one other arm of the check came to."""

    told: Text
    figure: "Figures"


@dataclass(frozen=True, slots=True)
class Given:
    """A card as it was asked and answered, and the language that the learner reads."""

    question: Question
    card: CardId
    front: Front
    response: Response
    lang: Lang = Lang.EN


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

    def content(self, question: Question, card: CardId) -> str:
        """What the card asks of the claim, as one text; "" for a kind that asks of none.

        When it changes, the learner is asked whether the schedule still counts.
        """
        ...

    def front(self, question: Question, card: CardId, shuffle: Shuffle) -> Front:
        """What the card asks.

        Raises:
            QuizkitError: the question no longer has what the card asks about.
        """
        ...

    def back(self, given: Given, checks: Checks, matcher: Matcher) -> Back:
        """What the card shows once it was answered; may take as long as a check does.

        Raises:
            QuizkitError: as `front`, and as `Checks`.
            Cancelled: as `Checks`.
        """
        ...

    def flip(self, given: Given, arm: str, checks: Checks) -> Flipped:
        """What another arm of the check shows; `arm` is one of the back's `flips`.

        Raises:
            QuizkitError, Cancelled: as `Checks`.
        """
        ...
