"""A card as every format renders it: texts, options and what was measured, and nothing of a format.

Texts are Markdown with $LaTeX$, as in the pack, and are escaped by whoever renders them.
"""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from hashlib import sha256

from quizkit.model.evidence import Verdict
from quizkit.model.review import CardId
from quizkit.model.text import Text


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose; `why` says why a wrong one is wrong."""

    text: Text
    right: bool
    why: Text | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was measured of one claim.

    For a myth, `supported` means that the truth which corrects it is. `measured_at` is in UTC, and
    None for what only the pack's certificate tells, which keeps no date. `figure` holds the keys of
    its figure in `Deck.figures`, one in each language.
    """

    claim: str
    says: Text
    myth: bool
    truth: Text | None
    verdict: Verdict
    measured_at: datetime | None
    versions: Mapping[str, str]
    device: str
    seeds: int
    figure: Text | None = None


@dataclass(frozen=True, slots=True)
class ExportCard:
    """One thing to be asked.

    `prompt` says what to do with the front; `answer` is the short answer, where there is one, and
    `back` the rest. `sources` are spelled out.
    """

    id: CardId
    topic: str
    difficulty: int
    front: Text
    prompt: Text
    back: Text
    answer: Text | None = None
    options: tuple[Option, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def tags(self) -> tuple[str, ...]:
        """Topic, kind and difficulty, as hierarchical tags without spaces."""
        return (
            f"quizkit::topic::{self.topic}",
            f"quizkit::kind::{self.id.kind}",
            f"quizkit::difficulty::{self.difficulty}",
        )

    @property
    def digest(self) -> str:
        """What follows from the id alone, and is the same on every machine; in hexadecimal."""
        return _digest(str(self.id))


@lru_cache(maxsize=65_536)
def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure as SVG, and in words for those who cannot see it."""

    svg: str
    words: str


@dataclass(frozen=True, slots=True)
class Medium:
    """A picture of a pack that a card shows: its type as MIME has it, and its bytes."""

    type: str
    data: bytes

    @property
    def uri(self) -> str:
        """The picture as an address that holds it."""
        return f"data:{self.type};base64,{b64encode(self.data).decode()}"


@dataclass(frozen=True, slots=True)
class Deck:
    """Cards in the order of the bank, and the figures that they show.

    `media` are the pictures that texts name as `media/…`, by what follows. `date` is when the deck
    counts as made, in UTC: bytes depend on the bank and on it, and on no clock. `unmeasured` are
    the cards left out because nothing was measured that could answer them.
    """

    title: str
    cards: tuple[ExportCard, ...]
    figures: Mapping[str, Picture]
    date: datetime
    unmeasured: tuple[CardId, ...] = ()
    media: Mapping[str, Medium] = field(default_factory=dict[str, Medium])

    def mixed(self) -> list[ExportCard]:
        """The cards to be learned one after another: the easier first, a question's far apart."""
        return sorted(self.cards, key=lambda card: (card.difficulty, card.digest))
