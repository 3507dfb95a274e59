"""How long a learner takes and how they grade: measured from the log, with defaults at first."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from types import MappingProxyType

from quizkit.model.review import CardId, Rating
from quizkit.practice.stats import LONGEST
from quizkit.store import Answer

SECONDS: Mapping[str, float] = MappingProxyType(
    {"recall": 40.0, "choice": 20.0, "predict": 45.0, "myth": 20.0, "explain": 90.0}
)
"""For one answer to a card of each kind, until the log tells: a guess, and shown as one."""
OTHER_SECONDS = 40.0
"""For an answer to a card of a kind that is not known here."""
FIRST = (0.24, 0.094, 0.495, 0.171)
"""How often a new card is answered with each grade: the defaults of `fsrs-rs`'s simulator."""
RECALLED = (0.224, 0.631, 0.145)
"""How often a card that is recalled is Hard, Good, Easy: likewise."""
DOUBT = 20
"""So many answers of the log weigh as much as the defaults."""


@dataclass(frozen=True, slots=True)
class Habits:
    """Seconds for one answer by kind of card; shares of the grades, summing to 1.

    `first` are those of new cards (Again, Hard, Good, Easy), `recalled` those of cards that are
    recalled (Hard, Good, Easy). `measured` are the kinds of which the log has answers.
    """

    seconds: Mapping[str, float] = field(default_factory=lambda: SECONDS)
    first: tuple[float, ...] = FIRST
    recalled: tuple[float, ...] = RECALLED
    measured: frozenset[str] = field(default_factory=frozenset[str])

    def seconds_of(self, card: CardId) -> float:
        """Seconds for one answer to this card."""
        return self.seconds.get(card.kind, OTHER_SECONDS)

    @property
    def first_answers(self) -> float:
        """How often a new card is answered on its first day, through its short steps."""
        again, hard, good, easy = self.first
        return easy + 2 * good + 3 * (again + hard)

    def grade(self, seed: int, card: CardId, times: int, recall: float | None) -> Rating:
        """What the card is graded in a simulation, when it has been asked `times` times in it.

        `recall` is the probability of it, None for a new card. The same arguments always give the
        same grade, and each card has its own luck, whenever it is asked: so two simulations of
        which one has more time differ by that alone.
        """
        digest = blake2b(f"{seed} {card} {times}".encode(), digest_size=16).digest()
        luck, how = (int.from_bytes(digest[i : i + 8], "big") / 2**64 for i in (0, 8))
        if recall is None:
            return _drawn(how, self.first, list(Rating))
        return _drawn(how, self.recalled, list(Rating)[1:]) if luck < recall else Rating.AGAIN


def habits_of(answers: Iterable[Answer]) -> Habits:
    """Measure the habits of a log (in its order)."""
    taken: dict[str, float] = {}
    times: Counter[str] = Counter()
    known: set[str] = set()
    first: Counter[int] = Counter()
    recalled: Counter[int] = Counter()
    for answer in answers:
        kind = answer.card.partition(":")[0]
        if answer.seconds > 0:
            taken[kind] = taken.get(kind, 0.0) + min(answer.seconds, LONGEST)
            times[kind] += 1
        if answer.card not in known:
            known.add(answer.card)
            first[answer.rating] += 1
        elif answer.rating != Rating.AGAIN:
            recalled[answer.rating] += 1
    seconds = {
        kind: (SECONDS.get(kind, OTHER_SECONDS) * DOUBT + taken.get(kind, 0.0))
        / (DOUBT + times[kind])
        for kind in {*SECONDS, *taken}
    }
    return Habits(
        seconds,
        _shares(FIRST, [first[rating] for rating in Rating]),
        _shares(RECALLED, [recalled[rating] for rating in list(Rating)[1:]]),
        frozenset(taken),
    )


def _shares(defaults: Sequence[float], counts: Sequence[int]) -> tuple[float, ...]:
    total = DOUBT + sum(counts)
    return tuple((DOUBT * d + n) / total for d, n in zip(defaults, counts, strict=True))


def _drawn(place: float, shares: Sequence[float], grades: Sequence[Rating]) -> Rating:
    for share, grade in zip(shares, grades, strict=True):
        place -= share
        if place < 0:
            return grade
    return grades[-1]
