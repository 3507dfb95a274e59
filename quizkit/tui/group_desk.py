"""What the screen of a session in one room needs, and where that session stands."""

from collections.abc import Callable
from dataclasses import dataclass

from quizkit.group.room import Revealed, Room
from quizkit.model.text import Lang, Text
from quizkit.practice.checks import Checks
from quizkit.practice.kinds import Ask, Flipped, Response
from quizkit.practice.matching import Matcher


@dataclass(slots=True)
class RoomDesk:
    """`members` are the names in the group, the host's first; `here` are those marked at first.

    `keep` has everybody's result kept and says where they went; `read` reads a vote from a line.
    """

    room: Room
    checks: Checks
    matcher: Matcher
    keep: Callable[[Revealed], Text]
    read: Callable[[Ask, str], Response]
    lang: Lang
    members: tuple[str, ...]
    here: tuple[str, ...] = ()

    def next_lang(self) -> Lang:
        """The language that the key for it leads to."""
        order = list(Lang)
        return order[(order.index(self.lang) + 1) % len(order)]


@dataclass(slots=True)
class Gathering:
    """Who may be here, and who is: members first, then guests."""

    people: list[str]
    here: set[str]

    @property
    def present(self) -> list[str]:
        """Those who are here, in their order."""
        return [name for name in self.people if name in self.here]


@dataclass(slots=True)
class Voting:
    """The room is asked; `voter` is whose vote is typed now."""

    voter: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What came of the question, and what the screen says of where the results went.

    `flipped` is the arm that was run afterwards, `flip` its place among the back's `flips`.
    """

    revealed: Revealed
    notice: Text
    flipped: Flipped | None = None
    flip: int = -1


@dataclass(frozen=True, slots=True)
class Running:
    """The check runs: everybody has voted, or another arm is wanted for what is `shown`."""

    shown: Shown | None = None


@dataclass(frozen=True, slots=True)
class Over:
    """Nothing more is asked."""


RoomState = Gathering | Voting | Running | Shown | Over
