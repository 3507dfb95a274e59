"""What is told of a member: derived from all that is shared, and small."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from quizkit.group.lines import Counted, Known, Membership, Share
from quizkit.group.shared import Answer, Shared
from quizkit.model.memory import Memory
from quizkit.model.review import Rating
from quizkit.schedule import Fsrs
from quizkit.store.rows import from_ms, memory_from, memory_row


class Recalled(NamedTuple):
    """Where a card stands with a member: the memory, and the grade of the last answer."""

    memory: Memory
    rating: Rating


@dataclass(slots=True)
class Digest:
    """A member without the single answers. `typed` has the latest typed answer to a card."""

    membership: Membership | None = None
    days: dict[tuple[date, str], Counted] = field(default_factory=dict[tuple[date, str], Counted])
    topics: dict[str, Known] = field(default_factory=dict[str, Known])
    finished: set[date] = field(default_factory=set[date])
    cards: dict[str, Recalled] = field(default_factory=dict[str, Recalled])
    typed: dict[str, str] = field(default_factory=dict[str, str])


def digested(shared: Shared, before: Digest, touched: Iterable[str]) -> Digest:
    """The digest of all that is shared; only the cards `touched` differ from the one before.

    The schedule is the library's own: how a member's weights were fitted is not shared.
    """
    cards, typed = dict(before.cards), dict(before.typed)
    wanted = set(touched)
    of_card: dict[str, list[Answer]] = {card: [] for card in wanted}
    for answer in shared.standing().values():
        if answer.card in wanted:
            of_card[answer.card].append(answer)
    for card, answers in of_card.items():
        answers.sort(key=lambda answer: answer.at)
        counted = [a for a in answers if a.counts]
        _ = cards.pop(card, None)
        _ = typed.pop(card, None)
        if counted:
            steps = [(Rating(a.rating), from_ms(a.at)) for a in counted]
            cards[card] = Recalled(Fsrs().after_all(None, steps)[0], steps[-1][0])
        if words := [a.typed for a in answers if a.typed]:
            typed[card] = words[-1]
    return Digest(shared.membership, shared.days, shared.topics, shared.finished, cards, typed)


def dumped(digest: Digest) -> dict[str, Any]:
    """As JSON holds it, for a cache."""
    m = digest.membership
    return {
        "membership": m and [m.n, m.member, m.name, m.share.value],
        "days": [
            [day.isoformat(), topic, c.n, c.answers, c.recalled]
            for (day, topic), c in digest.days.items()
        ],
        "topics": [[t, k.n, k.day.isoformat(), k.recall] for t, k in digest.topics.items()],
        "finished": [day.isoformat() for day in digest.finished],
        "cards": {c: [*memory_row(r.memory), int(r.rating)] for c, r in digest.cards.items()},
        "typed": digest.typed,
    }


def loaded(kept: Mapping[str, Any]) -> Digest:
    """Read what `dumped` wrote; raises whatever a broken cache leads to."""
    day = date.fromisoformat
    m = kept["membership"]
    return Digest(
        membership=m and Membership(m[0], m[1], m[2], Share(m[3])),
        days={(day(d), t): Counted(*rest) for d, t, *rest in kept["days"]},
        topics={t: Known(n, day(d), recall) for t, n, d, recall in kept["topics"]},
        finished=set(map(day, kept["finished"])),
        cards={
            card: Recalled(memory_from(tuple(row)), Rating(rating))
            for card, (*row, rating) in kept["cards"].items()
        },
        typed=dict(kept["typed"]),
    )


def shared_again(digest: Digest, kept: Mapping[str, Any]) -> Shared:
    """All that was shared: a digest with the single answers that were kept beside it."""
    return Shared(
        digest.membership,
        dict(digest.days),
        dict(digest.topics),
        set(digest.finished),
        {key: Answer(*fields) for key, fields in kept["answers"].items()},
        set(kept["undone"]),
    )
