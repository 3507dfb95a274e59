"""A question that gets another id keeps its schedule; the log keeps the old id."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quizkit.model.review import Action, CardId, Rating
from quizkit.schedule import Fsrs
from quizkit.store import Store
from quizkit.store.renames import Renames

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def card(question: str, claim: str = "") -> CardId:
    return CardId("predict" if claim else "recall", f"topic/{question}", claim)


def renames(**pairs: str) -> Mapping[str, str]:
    return {f"topic/{old}": f"topic/{new}" for old, new in pairs.items()}


def answer(store: Store, one: CardId, day: int) -> None:
    _ = store.append(one, Rating.GOOD, clock=NOON + day * DAY, random=os.urandom)


def test_everything_goes_on_under_the_new_id(path: Path) -> None:
    with Store(path, Fsrs()) as store:
        answer(store, card("old"), 0)
        answer(store, card("old", "c"), 1)
        _ = store.mark(card("old"), Action.SUSPEND, clock=NOON + DAY, random=os.urandom)
        _ = store.mark(card("old"), Action.FLAG, clock=NOON + DAY, random=os.urandom)
        _ = store.mark(card("old"), Action.BURY, clock=NOON + DAY, random=os.urandom)
        _ = store.mark(
            card("old"), Action.KEEP, clock=NOON + DAY, random=os.urandom, content="mark"
        )
        before = store.schedule()
    with Store(path, Fsrs(), renames=renames(old="new")) as store:
        new, claim = card("new"), card("new", "c")
        assert store.schedule() == {new: before[card("old")], claim: before[card("old", "c")]}
        assert store.answered() == {str(new), str(claim)}
        assert {review.card for review in store.reviews()} == {new, claim}
        assert [review.card for review in store.reviews(claim)] == [claim]
        assert store.suspended() == store.buried(NOON) == {new}
        assert [flag.card for flag in store.flags()] == [new]
        assert store.content(new) == "mark"
        assert set(store.asked_since(NOON)) == {new, claim}


def test_an_answer_under_the_new_id_continues_those_under_the_old(path: Path) -> None:
    with Store(path, Fsrs()) as store:
        answer(store, card("old"), 0)
        answer(store, card("old"), 3)
    with Store(path, Fsrs(), renames=renames(old="new")) as store:
        answer(store, card("new"), 9)
        expected = None
        for day in (0, 3, 9):
            expected = Fsrs().after(expected, Rating.GOOD, NOON + day * DAY)
        assert store.memory(card("new")) == expected
        assert store.rebuild() == 1
        assert store.schedule() == {card("new"): expected}


def test_a_chain_and_two_old_ids_lead_to_one_card(path: Path) -> None:
    with Store(path, Fsrs()) as store:
        for day, name in enumerate(("a", "b", "x", "a")):
            answer(store, card(name), day)
    with Store(path, Fsrs(), renames=renames(a="b", b="c", x="c")) as store:
        expected = None
        for day in range(4):
            expected = Fsrs().after(expected, Rating.GOOD, NOON + day * DAY)
        assert store.schedule() == {card("c"): expected}
        latest = list(store.reviews(card("c")))[-1]
        _ = store.undo(latest.id, clock=NOON + 9 * DAY, random=os.urandom)
        assert store.asked_since(NOON) == {card("c"): NOON + 2 * DAY}


def test_the_log_keeps_the_old_id(path: Path) -> None:
    with Store(path, Fsrs()) as store:
        answer(store, card("old"), 0)
    with Store(path, Fsrs(), renames=renames(old="new")) as store:
        answer(store, card("old"), 1)
        old, new = store.export()
    assert '"recall:topic/old"' in old
    assert '"recall:topic/new"' in new
    with Store(path, Fsrs()) as store:
        assert set(store.schedule()) == {card("old"), card("new")}


def test_a_rename_that_no_answer_knows_has_nothing_rebuilt(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(path, Fsrs()) as store:
        answer(store, card("other"), 0)

    def refuse(_: Store) -> int:
        raise AssertionError("rebuilt")

    monkeypatch.setattr(Store, "rebuild", refuse)
    Store(path, Fsrs(), renames=renames(old="new")).close()
    with pytest.raises(AssertionError, match="rebuilt"):
        _ = Store(path, Fsrs(), renames=renames(other="new"))


def test_ids_that_lead_in_a_circle_keep_their_names() -> None:
    circle = Renames(renames(a="b", b="a", c="a", d="d", e="f"))
    names = {name: circle.current(card(name)) for name in "abcdef"}
    assert names == {name: card("f" if name == "e" else name) for name in "abcdef"}
