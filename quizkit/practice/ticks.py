"""The points of an answer, ticked by the learner or found in what was typed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from quizkit.model.review import Rating
from quizkit.model.text import Text

FORGIVEN = 4
"""From so many points on, one missing is still a good answer: an interviewer asks for it."""


class Found(StrEnum):
    """Whether a typed answer names a point."""

    FOUND = "found"
    PERHAPS = "perhaps"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Ticks:
    """Points with a tick each; `found` is what a typed answer was held to name, if one was typed.

    `touched` says that the learner changed a tick.
    """

    points: tuple[Text, ...]
    ticked: tuple[bool, ...]
    found: tuple[Found, ...] = ()
    touched: bool = False

    @classmethod
    def untouched(cls, points: Sequence[Text]) -> "Ticks":
        """Nothing ticked yet."""
        return cls(tuple(points), (False,) * len(points))

    @classmethod
    def of(cls, points: Sequence[Text], found: Sequence[Found]) -> "Ticks":
        """Ticked where a typed answer names the point; the learner decides on "perhaps"."""
        ticked = tuple(f is Found.FOUND for f in found)
        return cls(tuple(points), ticked, tuple(found))

    def toggled(self, index: int) -> "Ticks":
        """With one tick set or taken away."""
        ticked = tuple(t != (i == index) for i, t in enumerate(self.ticked))
        return replace(self, ticked=ticked, touched=True)

    @property
    def suggested(self) -> Rating | None:
        """The grade that the ticks suggest; none before anything is known.

        Every point, or all but one of four or more: Good. At least half: Hard. Fewer: Again. Easy
        is never suggested: ticks do not tell how easily it came.
        """
        if not self.found and not self.touched:
            return None
        said, points = sum(self.ticked), len(self.points)
        if said == points or (points >= FORGIVEN and said == points - 1):
            return Rating.GOOD
        return Rating.HARD if 2 * said >= points else Rating.AGAIN

    @property
    def detail(self) -> dict[str, object]:
        """What a review keeps of them."""
        kept: dict[str, object] = {"points": list(self.ticked)}
        if self.found:
            kept["found"] = [f.value for f in self.found]
        return kept
