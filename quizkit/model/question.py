"""A question, its claims, and what stands behind each claim."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from quizkit.model.text import Text

Scalar = int | float | str | bool
"""A point on a sweep, as JSON holds it."""


class Because(StrEnum):
    """Why a claim has no check."""

    DEFINITION = "definition"
    HISTORY = "history"
    ATTRIBUTION = "attribution"
    LITERATURE = "literature"
    """A published result that cannot be measured on a CPU in seconds."""


@dataclass(frozen=True, slots=True)
class Address:
    """One number of a check: `at` is the sweep point, `control` the arm (None: the claim's own)."""

    observation: str
    at: Mapping[str, Scalar]
    control: str | None


@dataclass(frozen=True, slots=True)
class PredictNumber:
    """A number of a check, asked before the check runs."""

    ask: Text
    address: Address


@dataclass(frozen=True, slots=True)
class Item:
    """One of several numbers of a check that are to be put in order."""

    label: Text
    address: Address


@dataclass(frozen=True, slots=True)
class PredictOrder:
    """Several numbers of a check, to be put in order, the smallest first."""

    ask: Text
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class PredictCurve:
    """Which way an observation goes along a sweep; `address.at` fixes the sweeps beside it."""

    ask: Text
    along: str
    address: Address


Predict = PredictNumber | PredictOrder | PredictCurve
"""What a claim asks before its check runs."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A claim that a check decides, by the named observations (none named: by all)."""

    check: str
    observations: tuple[str, ...] = ()
    predict: Predict | None = None


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """A claim that no check can decide, and the source that carries it."""

    because: Because
    source: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One falsifiable sentence of an answer.

    `id` is unique inside its question and survives reordering; `truth` is given for a myth, and
    `when` for one that does hold under a condition that the sentence leaves out.
    """

    id: str
    says: Text
    evidence: Measured | Unmeasured
    myth: bool = False
    truth: Text | None = None
    when: Text | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that a complete answer names; `any` are the words that show it was named."""

    text: Text
    any: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrongChoice:
    """A wrong choice and why it is wrong."""

    text: Text
    why: Text


@dataclass(frozen=True, slots=True)
class Choices:
    """The right choice and the wrong ones."""

    right: Text
    wrong: tuple[WrongChoice, ...]


NO_CHOICES = Choices(Text("", ""), ())


@dataclass(frozen=True, slots=True)
class Question:
    """One YAML file of the bank; `id` is `<topic>/<slug>`."""

    id: str
    question: Text
    answer: Text
    points: tuple[Point, ...]
    claims: tuple[Claim, ...]
    choices: Choices
    difficulty: int
    follow_ups: tuple[str, ...]
    sources: tuple[str, ...]
    covers: tuple[str, ...]
    drill: str | None = None
    was: tuple[str, ...] = ()
    """Earlier ids, so that a renamed question keeps its schedule."""
    tags: tuple[str, ...] = ()
    """Words that another program files it under; kept, and not interpreted."""
    draft: bool = False
    """Whether only the question and its answer are written yet, perhaps in one language, which then
    stands for both: it has no points, claims or choices."""

    @property
    def topic(self) -> str:
        """The folder that the question lies in."""
        return self.id.partition("/")[0]

    def claim_id(self, claim: Claim) -> str:
        """Return the claim's address in the whole pack, `<question id>#<claim id>`."""
        return f"{self.id}#{claim.id}"
