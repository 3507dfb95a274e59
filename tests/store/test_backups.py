"""The log is copied before it can be lost, and a copy can be put in its place again."""

import os
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quizkit.model.review import CardId, Rating
from quizkit.schedule import Fsrs
from quizkit.store import FILE_NAME, Store, StoreError, copies
from quizkit.store.backups import backup, backup_if_due, backups, restore
from quizkit.store.checking import Contents, contents

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MORNING = NOON - timedelta(hours=8)
DAY = timedelta(days=1)
CARD = CardId("recall", "scaling/why")


def answer(store: Store, day: int) -> str:
    return store.append(CARD, Rating.GOOD, clock=NOON + day * DAY, random=os.urandom).id


def ids(path: Path) -> list[str]:
    with Store(path, Fsrs()) as store:
        return [event.id for event in store.events()]


def test_a_backup_holds_what_the_log_held_while_a_session_goes_on(store: Store) -> None:
    kept = [answer(store, day) for day in range(3)]
    made = backup(store.path, NOON + 3 * DAY)
    after = answer(store, 4)
    assert ids(made) == kept
    assert ids(store.path) == [*kept, after]


def test_a_backup_is_one_file(store: Store) -> None:
    _ = answer(store, 0)
    made = backup(store.path, NOON)
    assert list(made.parent.iterdir()) == [made]
    with closing(sqlite3.connect(made)) as copied:
        assert copied.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_the_first_session_of_a_day_makes_a_backup_and_the_next_one_none(store: Store) -> None:
    _ = answer(store, 0)
    made = backup_if_due(store.path, NOON, MORNING)
    assert made is not None
    assert backup_if_due(store.path, NOON + timedelta(hours=15), MORNING) is None
    assert backup_if_due(store.path, NOON + DAY, MORNING + DAY) is not None
    assert [one.at for one in backups(store.path)] == [NOON, NOON + DAY]


def test_a_backup_of_a_clock_that_was_ahead_does_not_stand_for_today(store: Store) -> None:
    _ = answer(store, 0)
    ahead = backup(store.path, NOON + 9000 * DAY)
    made = backup_if_due(store.path, NOON, MORNING)
    assert made is not None
    assert [one.path for one in backups(store.path)] == [made, ahead]


def test_where_there_is_no_log_there_is_no_backup(path: Path) -> None:
    assert backup_if_due(path, NOON, MORNING) is None
    with pytest.raises(StoreError, match="no review log yet"):
        _ = backup(path, NOON)
    assert not path.parent.joinpath("backups").exists()


def test_old_backups_are_thinned_and_strangers_are_left_alone(store: Store) -> None:
    _ = answer(store, 0)
    for n in range(40):
        _ = backup(store.path, NOON + n * DAY / 8)
    folder = store.path.parent / "backups"
    others = {folder / "reviews-version-1.sqlite3", folder / "reviews-2026.txt"}
    for other in others:
        other.touch()
    _ = backup(store.path, NOON + 5 * DAY)
    kept = {one.path for one in backups(store.path)}
    assert len(kept) == 2 * 8 + 1 + 4, "those of two days, and one of each of the four before"
    assert set(folder.iterdir()) == kept | others


def test_a_damaged_log_makes_no_backup_and_costs_none(store: Store) -> None:
    for day in range(3):
        _ = answer(store, day)
    good = backup(store.path, NOON)
    store.close()
    damage(store.path)
    with pytest.raises(StoreError, match="damaged"):
        _ = backup(store.path, NOON + 400 * DAY)
    assert [one.path for one in backups(store.path)] == [good]
    assert list(good.parent.iterdir()) == [good]


def test_a_log_whose_rows_and_index_disagree_makes_no_backup(store: Store) -> None:
    for day in range(3):
        _ = answer(store, day)
    store.close()
    data = store.path.read_bytes()
    _ = store.path.write_bytes(data.replace(b"recall:scaling/why", b"recall:scaling/whx", 1))
    with pytest.raises(StoreError, match="damaged"):
        _ = backup(store.path, NOON)
    assert backups(store.path) == []


def test_a_backup_on_a_full_disk_leaves_nothing_half_written(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    _ = answer(store, 0)

    def full(_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copies, "_to_disk", full)
    with pytest.raises(StoreError, match="cannot be copied: No space left"):
        _ = backup(store.path, NOON)
    assert list((store.path.parent / "backups").iterdir()) == []


# Restoring ----------------------------------------------------------------------------------------


def test_what_is_restored_takes_the_place_of_the_log_and_the_log_is_kept(store: Store) -> None:
    before = [answer(store, day) for day in range(2)]
    made = backup(store.path, NOON)
    later = [answer(store, day) for day in (3, 4)]
    done = restore(store.path, made, NOON + 5 * DAY)
    assert done.replaced == Contents(4, NOON + 4 * DAY)
    assert done.holds == Contents(2, NOON + DAY)
    assert done.kept is not None
    assert [review.id for review in store.reviews()] == before, "an open session sees it"
    assert ids(done.kept) == [*before, *later]
    assert ids(store.path) == before
    with Store(store.path, Fsrs()) as again:
        scheduled = again.schedule()
        _ = again.rebuild()
        assert again.schedule() == scheduled


def test_a_backup_that_would_be_thinned_can_be_restored(store: Store) -> None:
    first = answer(store, 0)
    made = [backup(store.path, NOON + n * timedelta(minutes=1)) for n in range(2)]
    _ = answer(store, 1)
    _ = restore(store.path, made[0], NOON + 900 * DAY)
    assert ids(store.path) == [first]


def test_a_log_that_is_gone_is_restored(tmp_path: Path, store: Store) -> None:
    kept = [answer(store, 0)]
    made = backup(store.path, NOON)
    done = restore(tmp_path / "new" / FILE_NAME, made, NOON)
    assert (done.replaced, done.kept) == (None, None)
    assert ids(tmp_path / "new" / FILE_NAME) == kept


def test_a_damaged_log_is_moved_away_and_replaced(store: Store) -> None:
    kept = [answer(store, day) for day in range(3)]
    made = backup(store.path, NOON)
    store.close()
    damage(store.path)
    damaged = store.path.read_bytes()
    done = restore(store.path, made, NOON + DAY)
    assert done.replaced is None
    assert done.kept is not None
    assert done.kept.read_bytes() == damaged
    assert ids(store.path) == kept


@pytest.mark.parametrize("bad", ["no database", "another program's", "newer", "cut short", "gone"])
def test_a_file_that_is_no_sound_log_is_refused_and_the_log_stays(
    tmp_path: Path, store: Store, bad: str
) -> None:
    kept = [answer(store, day) for day in range(3)]
    source = tmp_path / "source.sqlite3"
    make_bad(bad, source, backup(store.path, NOON))
    made = backups(store.path)
    with pytest.raises(StoreError) as caught:
        _ = restore(store.path, source, NOON + DAY)
    assert caught.value.place is not None
    assert caught.value.place.path == source
    assert ids(store.path) == kept
    assert backups(store.path) == made


def test_the_log_is_not_restored_from_itself(store: Store) -> None:
    _ = answer(store, 0)
    with pytest.raises(StoreError, match="the review log itself"):
        _ = restore(store.path, store.path, NOON)


def test_a_log_that_another_program_writes_to_is_left_as_it_is(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = answer(store, 0)
    made = backup(store.path, NOON)
    second = answer(store, 1)
    monkeypatch.setattr(copies, "_ATTEMPTS", 1)
    with writing(store.path), pytest.raises(StoreError, match="does not let go"):
        _ = restore(store.path, made, NOON + DAY)
    assert ids(store.path) == [first, second]


def test_a_backup_of_an_older_quizkit_says_what_it_holds(tmp_path: Path) -> None:
    from quizkit.store import connection

    old = tmp_path / "old.sqlite3"
    with closing(sqlite3.connect(old)) as first:
        _ = first.executescript(connection.MIGRATIONS[0].read_text())
        _ = first.execute(f"PRAGMA application_id = {connection.APPLICATION_ID}")
        _ = first.execute("PRAGMA user_version = 1")
    assert contents(old) == Contents(0, None)


def damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[8192:] = b"\xff" * (len(data) - 8192)
    _ = path.write_bytes(data)


def make_bad(how: str, source: Path, good: Path) -> None:
    match how:
        case "no database":
            _ = source.write_text("dear diary\n" * 100)
        case "another program's":
            with closing(sqlite3.connect(source)) as other:
                _ = other.execute("CREATE TABLE notes (text)")
        case "newer":
            _ = source.write_bytes(good.read_bytes())
            with closing(sqlite3.connect(source)) as newer:
                _ = newer.execute("PRAGMA user_version = 99")
        case "cut short":
            _ = source.write_bytes(good.read_bytes()[:-100])
        case _:
            pass


@contextmanager
def writing(path: Path) -> Generator[None]:
    """Another program in the middle of a write."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        _ = other.execute("BEGIN IMMEDIATE")
        yield
        _ = other.execute("ROLLBACK")
