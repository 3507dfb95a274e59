"""Whatever is wrong with the file is one message with a place and a mend."""

import os
import sqlite3
import stat
import tempfile
from collections.abc import Generator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quizkit.errors import Exit
from quizkit.model.review import CardId, Rating, Review
from quizkit.schedule import Fsrs
from quizkit.store import FILE_NAME, Store, StoreError

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
CARD = CardId("recall", "scaling/why")
NOBODY = 65534


def fill(path: Path, answers: int = 200) -> None:
    with Store(path, Fsrs()) as store:
        for n in range(answers):
            card = CardId("recall", f"topic/{n}")
            _ = store.append(card, Rating.GOOD, clock=NOON, random=os.urandom)


def refused(path: Path, message: str) -> StoreError:
    with pytest.raises(StoreError, match=message) as caught, Store(path, Fsrs(), busy_seconds=0.1):
        pass
    error = caught.value
    assert error.place is not None
    assert error.hint
    assert error.code is Exit.USAGE
    return error


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    path = tmp_path / "not" / "there" / FILE_NAME
    fill(path, 1)
    assert path.is_file()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    _ = (tmp_path / "file").write_text("in the way")
    _ = refused(tmp_path / "file" / "under" / FILE_NAME, "folder of the review log cannot be made")


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    _ = refused(tmp_path, "cannot be opened")


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    _ = path.write_text("dear diary, today I learnt attention\n" * 100)
    before = path.read_bytes()
    _ = refused(path, "not a review log")
    assert path.read_bytes() == before


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    with closing(sqlite3.connect(path)) as other:
        _ = other.execute("CREATE TABLE notes (text)")
    _ = refused(path, "belongs to another program")
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT name FROM sqlite_schema").fetchall() == [("notes",)]


def test_a_log_of_a_newer_quizkit_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    fill(path, 1)
    with closing(sqlite3.connect(path)) as newer:
        _ = newer.execute("PRAGMA user_version = 99")
    error = refused(path, "newer quizkit: it has version 99")
    assert error.hint == "update quizkit"


@pytest.mark.parametrize("share", [0.3, 0.6, 0.99])
def test_a_log_cut_short_is_told(tmp_path: Path, share: float) -> None:
    path = tmp_path / FILE_NAME
    fill(path)
    os.truncate(path, int(path.stat().st_size * share))
    _ = refused(path, "damaged or cut short")


def test_damage_inside_the_file_is_told_when_it_is_met(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    fill(path)
    data = bytearray(path.read_bytes())
    data[8192:] = b"\xff" * (len(data) - 8192)
    _ = path.write_bytes(data)
    with pytest.raises(StoreError, match="damaged"), Store(path, Fsrs()) as store:
        _ = list(store.reviews())


def test_a_file_of_no_bytes_is_a_new_log(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    path.touch()  # as a first run leaves it that was killed at once
    fill(path, 1)
    with Store(path, Fsrs()) as store:
        assert len(list(store.reviews())) == 1


def test_a_locked_log_is_told_and_the_answer_can_be_given_again(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    with Store(path, Fsrs(), busy_seconds=0.1) as store, closing(sqlite3.connect(path)) as other:
        _ = other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program is writing") as caught:
            _ = store.append(CARD, Rating.GOOD, clock=NOON, random=os.urandom)
        assert caught.value.place is not None
        _ = refused(path, "another program is writing")
        _ = other.execute("ROLLBACK")
        assert store.append(CARD, Rating.GOOD, clock=NOON, random=os.urandom).card == CARD


def test_a_full_disk_is_told_and_keeps_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    fill(path, 5)
    with Store(path, Fsrs()) as store:
        kept = list(store.reviews())
        with cannot_grow(store), pytest.raises(StoreError, match="disk is full") as caught:
            answer_until_refused(store, kept)
        assert "free some space" in caught.value.hint
        assert list(store.reviews()) == kept
        assert store.append(CARD, Rating.GOOD, clock=NOON, random=os.urandom).card == CARD


def test_a_read_only_log_is_told_at_once() -> None:
    with tempfile.TemporaryDirectory() as name:  # not below a folder that only root may enter
        folder = Path(name)
        path = folder / FILE_NAME
        fill(path, 1)
        path.chmod(stat.S_IRUSR)
        folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
        with as_an_ordinary_owner(folder, path):
            _ = refused(path, "read-only")
        folder.chmod(stat.S_IRWXU)


def test_a_migration_lands_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / FILE_NAME
    fill(path, 3)
    good = tmp_path / "0002_good.sql"
    bad = tmp_path / "0003_bad.sql"
    _ = good.write_text("CREATE TABLE never (x) STRICT;\n")
    _ = bad.write_text("CREATE TABLE half (x INTEGER) STRICT;\nINSERT INTO missing VALUES (1);\n")
    with monkeypatch.context() as patch:
        patch.setattr("quizkit.store.connection.MIGRATIONS", [good, bad])
        with pytest.raises(StoreError, match="no such table: missing"):
            _ = Store(path, Fsrs())
    with Store(path, Fsrs()) as store, closing(sqlite3.connect(path)) as look:
        assert len(list(store.reviews())) == 3
        assert look.execute("PRAGMA user_version").fetchone() == (2,)
        names = {name for (name,) in look.execute("SELECT name FROM sqlite_schema")}
    assert names.isdisjoint({"half", "never"})


def test_a_migration_to_come_keeps_the_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / FILE_NAME
    fill(path, 3)
    from quizkit.store import connection

    next_one = tmp_path / "0003_tags.sql"
    _ = next_one.write_text("CREATE TABLE tag (review TEXT NOT NULL) STRICT;\n")
    monkeypatch.setattr(connection, "MIGRATIONS", [*connection.MIGRATIONS, next_one])
    for _ in range(2):
        with Store(path, Fsrs()) as store, closing(sqlite3.connect(path)) as look:
            assert len(list(store.reviews())) == 3
            assert look.execute("PRAGMA user_version").fetchone() == (3,)


def test_every_answer_is_synchronised_to_the_disk(tmp_path: Path) -> None:
    with Store(tmp_path / FILE_NAME, Fsrs()) as store:
        connection = store._connection  # pyright: ignore[reportPrivateUsage]  a pragma belongs to it
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def answer_until_refused(store: Store, kept: list[Review]) -> None:
    for _ in range(1000):
        kept.append(store.append(CARD, Rating.GOOD, clock=NOON, random=os.urandom))


@contextmanager
def cannot_grow(store: Store) -> Generator[None]:
    """Let the file have no more pages, which SQLite tells as a full disk."""
    connection = store._connection  # pyright: ignore[reportPrivateUsage]  the limit belongs to it
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    _ = connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    try:
        yield
    finally:
        _ = connection.execute("PRAGMA max_page_count = 1000000")


@contextmanager
def as_an_ordinary_owner(*paths: Path) -> Generator[None]:
    """Act as the owner of `paths`, who is not root: root may write to a read-only file."""
    if os.geteuid() != 0:
        yield
        return
    for path in paths:
        os.chown(path, NOBODY, NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
