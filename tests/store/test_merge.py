"""Logs of two machines are merged by union: in any order, as often as one likes, nothing lost."""

import json
import random
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quizkit.model.review import Action, CardId, Rating
from quizkit.schedule import Fsrs
from quizkit.store import Imported, Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
CARD = CardId("predict", "scaling/why", "unit-variance")
KEY = "01f0a3c2-0000-7000-8000-{:012x}"
GOOD = {
    "event": "review",
    "id": KEY.format(1),
    "at": "2026-03-01T12:00:00Z",
    "card": "recall:a/b",
    "rating": 3,
}


def nested(depth: int) -> dict[str, object]:
    return {"x": nested(depth - 1)} if depth else {}


def filled(path: Path, seed: int) -> list[str]:
    """A log with every kind of event in it, as lines."""
    draw = random.Random(seed).randbytes
    with Store(path, Fsrs()) as store:
        review = store.append(
            CARD,
            Rating.GOOD,
            clock=NOON,
            random=draw,
            seconds=4.25,
            detail={"guess": 0.1, "说": "方差"},
            content="f00d",
        )
        _ = store.append(CARD, Rating.EASY, clock=NOON - DAY, random=draw, counts=False)
        mark = store.mark(CARD, Action.FLAG, clock=NOON + DAY, random=draw, note="第二点\n“?”")
        _ = store.undo(mark.id, clock=NOON + 2 * DAY, random=draw)
        _ = store.mark(CARD, Action.KEEP, clock=NOON + 3 * DAY, random=draw, content="beef")
        _ = store.append(CARD, Rating.HARD, clock=review.at + 4 * DAY, random=draw)
        return list(store.export())


def test_a_log_comes_out_as_it_went_in(tmp_path: Path, store: Store) -> None:
    lines = filled(tmp_path / "other.sqlite3", 1)
    assert store.import_events(lines) == Imported(added=6)
    assert list(store.export()) == lines
    with Store(tmp_path / "other.sqlite3", Fsrs()) as other:
        assert list(store.events()) == list(other.events())
        assert store.schedule() == other.schedule()
        assert store.content(CARD) == other.content(CARD) == "beef"


def test_what_is_known_is_not_added_again(tmp_path: Path, store: Store) -> None:
    lines = filled(tmp_path / "other.sqlite3", 1)
    _ = store.import_events(lines)
    assert store.import_events(lines + lines) == Imported(known=12)
    assert list(store.export()) == lines


def test_an_undo_may_come_before_what_it_undoes(store: Store) -> None:
    undo = {"event": "undo", "id": KEY.format(2), "at": "2026-03-02T12:00:00Z"}
    undo["undoes"] = str(GOOD["id"])
    assert store.import_events([json.dumps(undo)]) == Imported(added=1)
    assert store.import_events([json.dumps(GOOD)]) == Imported(added=1)
    assert list(store.reviews()) == []
    assert store.schedule() == {}


def test_an_older_answer_that_arrives_late_takes_its_place_in_time(
    tmp_path: Path, store: Store
) -> None:
    _ = store.append(CARD, Rating.GOOD, clock=NOON + 6 * DAY, random=random.Random(1).randbytes)
    with Store(tmp_path / "other.sqlite3", Fsrs()) as other:
        _ = other.append(CARD, Rating.GOOD, clock=NOON, random=random.Random(2).randbytes)
        _ = store.import_events(other.export())
    first = Fsrs().after(None, Rating.GOOD, NOON)
    assert store.memory(CARD) == Fsrs().after(first, Rating.GOOD, NOON + 6 * DAY)


def test_old_ids_travel_and_are_renamed_where_they_arrive(tmp_path: Path, path: Path) -> None:
    lines = filled(tmp_path / "other.sqlite3", 1)
    with Store(path, Fsrs(), renames={"scaling/why": "scaling/new"}) as store:
        new = CardId(CARD.kind, "scaling/new", CARD.claim)
        _ = store.append(new, Rating.GOOD, clock=NOON + 30 * DAY, random=random.Random(3).randbytes)
        assert store.import_events(lines) == Imported(added=6)
        assert set(store.schedule()) == {new}
        incremental = store.schedule()
        assert store.rebuild() == 1
        assert store.schedule() == incremental
        assert set(lines) < set(store.export())


def test_a_log_whose_old_ids_came_by_import_is_not_rebuilt_when_it_is_opened_again(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    renames = {"scaling/why": "scaling/new"}
    with Store(path, Fsrs(), renames=renames) as store:
        _ = store.import_events(filled(tmp_path / "other.sqlite3", 1))
        schedule = store.schedule()

    def refuse(_: Store) -> int:
        raise AssertionError("rebuilt")

    monkeypatch.setattr(Store, "rebuild", refuse)
    with Store(path, Fsrs(), renames=renames) as store:
        assert store.schedule() == schedule


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"event": "answer"}, "event is 'answer', not review, mark or undo"),
        ({"event": ["review"]}, r"event is \['review'\], not"),
        ({"id": "1"}, "id is '1', not a UUID"),
        ({"id": 7}, "id is 7, not a UUID"),
        ({"at": "2026-03-01T12:00:00"}, "at is .*, not a time with its zone"),
        ({"at": "1969-12-31T23:59:59Z"}, "at is .*, not a time with its zone, from 1970 on"),
        ({"at": 1772366400}, "at is 1772366400, not a time"),
        ({"at": "0001-01-01T00:00:00+23:59"}, "at is .*, not a time"),
        ({"clock": "2026-03-01T12:00:00Z"}, "clock is not before at"),
        ({"card": "recall"}, "card is 'recall', not kind:topic/slug"),
        ({"card": "recall:a/b#"}, "card is 'recall:a/b#', not kind:topic/slug"),
        ({"card": "recall:a\x1b[31m"}, r"card is 'recall:a\\x1b\[31m', not"),
        ({"rating": 5}, "rating is 5, not 1, 2, 3 or 4"),
        ({"rating": True}, "rating is True, not"),
        ({"rating": 3.0}, "rating is 3.0, not"),
        ({"seconds": -1}, "seconds is -1, not a number from 0 on"),
        ({"seconds": 10**400}, r"seconds is 10+…, not a number"),
        ({"seconds": "4"}, "seconds is '4', not a number"),
        ({"detail": []}, r"detail is \[\], not an object"),
        ({"detail": {"x": float("nan")}}, "NaN is no number of JSON"),
        ({"content": None}, "content is None, not a text"),
        ({"counts": 1}, "counts is 1, not true or false"),
        ({"mood": "good"}, "unknown: 'mood'"),
        ({"detail": {"x": "\ud800"}}, "it is not Unicode"),
        ({"detail": {"x": 1}, "note": "…"}, "unknown: 'note'"),
    ],
)
def test_a_bad_line_is_reported_and_the_others_are_added(
    store: Store, change: dict[str, object], reason: str
) -> None:
    other = json.dumps({**GOOD, "id": KEY.format(2)})
    bad = json.dumps({**GOOD, **change}, ensure_ascii=False)
    imported = store.import_events(["", bad, other])
    ((number, said),) = imported.refused
    assert (imported.added, imported.known, number) == (1, 0, 2)
    assert re.search(reason, said), said


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "it is not JSON"),
        ("[1]", "it is not a JSON object"),
        ("[" * 100_000, "nested too deeply"),
        ('{"event": "review", "detail": ' + "[" * 100_000, "nested too deeply"),
        ("1" * 5_000, "it is not JSON"),
        (" " * 2_000_000 + "{}", "longer than 1000000 characters"),
        (json.dumps({**GOOD, "content": "\ud800"}), "it is not Unicode"),
        (json.dumps({**GOOD, "detail": {}}).replace("{}", '{"x": 1e999}'), "detail is {'x': inf}"),
        (json.dumps({**GOOD, "detail": nested(40)}), "not an object at most 32 deep"),
        ("SQLite format 3\x00", "it is not JSON"),
    ],
)
def test_what_is_no_event_is_reported(store: Store, line: str, reason: str) -> None:
    ((number, said),) = store.import_events([line]).refused
    assert number == 1
    assert reason in said
    assert list(store.events()) == []


@pytest.mark.parametrize("missing", ["event", "id", "at", "card", "rating"])
def test_what_a_review_must_have_is_named(store: Store, missing: str) -> None:
    line = json.dumps({name: value for name, value in GOOD.items() if name != missing})
    ((_, said),) = store.import_events([line]).refused
    assert missing in said


def test_two_events_with_one_id_are_never_mixed_up(store: Store) -> None:
    mark = {**GOOD, "event": "mark", "action": "flag"}
    del mark["rating"]
    lines = [GOOD, {**GOOD, "rating": 1}, mark]
    imported = store.import_events(map(json.dumps, lines))
    assert [number for number, _ in imported.refused] == [2, 3]
    assert "another event with the id" in imported.refused[0][1]
    assert [review.rating for review in store.reviews()] == [Rating.GOOD]
