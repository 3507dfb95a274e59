"""Whatever happens on some machines, their logs have one union, and one schedule with it."""

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from quizkit.model.memory import Memory
from quizkit.model.review import Action, CardId, Rating, Review
from quizkit.schedule import Fsrs
from quizkit.store import Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
NOWHERE = Path(":memory:")
"""What SQLite keeps in memory alone: a thousand logs are not written to the disk."""


@dataclass(frozen=True)
class Step:
    """Something that happens on one machine: its clock moves, and an event is added."""

    move: timedelta
    card: int
    what: Rating | Action | None
    """None takes an earlier event back."""
    which: int
    counts: bool


steps = st.builds(
    Step,
    move=st.integers(-(10**10), 10**10).map(lambda ms: timedelta(milliseconds=ms)),
    card=st.integers(0, 3),
    what=st.sampled_from([*Rating, *Rating, *Action, Action.RESET, None, None]),
    which=st.integers(0, 10**6),
    counts=st.booleans(),
)
Log = Sequence[Step]


def live(store: Store, log: Log, seed: int) -> None:
    """Let the steps happen in a store."""
    draw, clock = random.Random(seed).randbytes, NOON
    for step in log:
        clock += step.move
        card = CardId("recall", f"topic/{step.card}")
        match step.what:
            case Rating() as rating:
                _ = store.append(card, rating, clock=clock, random=draw, counts=step.counts)
            case Action() as action:
                _ = store.mark(card, action, clock=clock, random=draw, content=str(step.which))
            case None:
                known = [e.id for e in store.events() if hasattr(e, "card")]
                if known:
                    _ = store.undo(known[step.which % len(known)], clock=clock, random=draw)


@dataclass(frozen=True)
class State:
    """All that a store says."""

    events: list[str]
    reviews: list[Review]
    schedule: dict[CardId, Memory]
    rest: tuple[object, ...]


def state(store: Store) -> State:
    return State(
        list(store.export()),
        list(store.reviews()),
        store.schedule(),
        (
            store.suspended(),
            store.buried(NOON),
            store.flags(),
            store.lapses(),
            store.introduced(NOON),
            store.asked_since(NOON),
            store.failed_lately(NOON),
            [store.content(CardId("recall", f"topic/{n}")) for n in range(4)],
        ),
    )


def merged(*logs: Sequence[str]) -> State:
    """The union of some logs, added one after the other to an empty one."""
    with Store(NOWHERE, Fsrs()) as store:
        for log in logs:
            assert store.import_events(log).refused == []
        return state(store)


def lived(log: Log, seed: int, check: Callable[[Store], None] = lambda _: None) -> list[str]:
    with Store(NOWHERE, Fsrs()) as store:
        live(store, log, seed)
        check(store)
        return list(store.export())


@settings(max_examples=60, deadline=None)
@given(st.lists(steps, max_size=25))
def test_what_is_kept_in_step_is_what_a_rebuild_derives(log: Log) -> None:
    def check(store: Store) -> None:
        kept = state(store)
        _ = store.rebuild()
        assert state(store) == kept
        assert all(memory.last < memory.due for memory in kept.schedule.values())

    lines = lived(log, 1, check)
    assert lines == sorted(lines, key=lambda line: json.loads(line)["at"])
    assert merged(lines).events == lines


@settings(max_examples=25, deadline=None)
@given(*[st.lists(steps, max_size=12)] * 3, st.randoms(use_true_random=False))
def test_merging_is_a_union(one: Log, two: Log, three: Log, chance: random.Random) -> None:
    a, b, c = (lived(log, seed) for seed, log in enumerate((one, two, three)))
    whole = merged(a, b, c)
    assert len(whole.events) == len(a) + len(b) + len(c)
    assert merged(c, a, b) == whole, "another order"
    assert merged(a, merged(b, c).events) == merged(merged(a, b).events, c) == whole, "other groups"
    assert merged(a, b, a, c, b) == whole, "twice"
    lines = [*a, *b, *c]
    chance.shuffle(lines)
    assert merged(*([line] for line in lines)) == whole, "line by line, in any order"


@settings(max_examples=25, deadline=None)
@given(st.lists(steps, max_size=12), st.lists(steps, max_size=12))
def test_a_rebuild_after_a_merge_changes_nothing(one: Log, two: Log) -> None:
    a = lived(one, 1)

    def check(store: Store) -> None:
        _ = store.import_events(a)
        live(store, one, 3)
        kept = state(store)
        _ = store.rebuild()
        assert state(store) == kept

    _ = lived(two, 2, check)
