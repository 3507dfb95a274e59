"""What of a learner's log goes into the group's folder."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from quizkit.errors import QuizkitError
from quizkit.group.folder import Folder
from quizkit.group.lines import Share
from quizkit.group.membership import Member
from quizkit.group.own import Own
from quizkit.group.reader import Reader
from quizkit.group.sync import publish, take_name
from quizkit.model.review import CardId, Rating
from quizkit.schedule import Fsrs
from quizkit.store import Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
CARD = CardId("recall", "scaling/a")


def test_answers_of_a_clock_that_ran_ahead_are_shared_once_and_when_their_time_has_come(
    folder: Folder, make_reader: Callable[[], Reader], tmp_path: Path
) -> None:
    member = Member("a" * 32, "ada", str(folder.root), Share.CARDS)
    take_name(folder, make_reader(), member)
    with Store(tmp_path / "log", Fsrs()) as store:

        def answer(clock: datetime) -> None:
            _ = store.append(CARD, Rating.GOOD, clock=clock, random=Random(1).randbytes)

        def sync(now: datetime) -> list[str]:
            reader = Reader(folder, tmp_path / "cache", now)
            own = Own(store, [CARD], Fsrs(), store.now(now))
            _ = publish(member, reader, lambda: own, str(store.extent()), tmp_path / str(now))
            return (folder.root / member.file).read_text().splitlines()

        answer(NOON - timedelta(days=1))
        before = sync(NOON)
        answer(NOON + timedelta(days=9))
        answer(NOON)  # which the log puts behind the last one
        assert [line for line in sync(NOON) if '"2026-03-10' in line] == []
        lines = sync(NOON + timedelta(days=20))
        assert len(before) < len(lines) == len(set(lines))
        assert sum('"event":"review"' in line for line in lines) == 3


def test_a_member_whose_file_was_deleted_is_told_how_to_write_it_again(
    folder: Folder, make_reader: Callable[[], Reader], tmp_path: Path
) -> None:
    member = Member("a" * 32, "ada", str(folder.root), Share.CARDS)
    take_name(folder, make_reader(), member)
    (folder.root / member.file).unlink()
    with Store(tmp_path / "log", Fsrs()) as store:
        own = Own(store, [CARD], Fsrs(), NOON)
        with pytest.raises(QuizkitError, match="any more") as caught:
            _ = publish(member, make_reader(), lambda: own, "", tmp_path / "noted")
        assert f"quizkit group join {folder.root} --as ada --share cards" in caught.value.hint
        assert not (folder.root / member.file).exists()
        take_name(folder, make_reader(), member)
        assert publish(member, make_reader(), lambda: own, "", tmp_path / "noted") == 0
