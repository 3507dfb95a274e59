"""A file is written whole or not at all."""

import os
from pathlib import Path

import pytest

from quizkit.errors import QuizkitError
from quizkit.export import target
from quizkit.export.target import check_target, write_whole

OLD, NEW = b"what was there", b"what comes"


def test_a_new_file_is_written_with_the_rights_of_any_other(tmp_path: Path) -> None:
    path, other = tmp_path / "cards.csv", tmp_path / "other"
    write_whole(path, NEW, force=False)
    _ = other.write_bytes(b"")
    assert path.read_bytes() == NEW
    assert path.stat().st_mode == other.stat().st_mode


def test_a_file_that_exists_stays_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / "cards.csv"
    _ = path.write_bytes(OLD)
    with pytest.raises(QuizkitError, match="exists already") as raised:
        write_whole(path, NEW, force=False)
    assert "--force" in raised.value.hint
    assert path.read_bytes() == OLD
    write_whole(path, NEW, force=True)
    assert path.read_bytes() == NEW


@pytest.mark.parametrize("step", ["fsync", "fchmod"])
def test_a_failure_midway_leaves_what_was_there_and_nothing_else(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "cards.csv"
    _ = path.write_bytes(OLD)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(target.os, step, full)
    with pytest.raises(QuizkitError, match="No space left") as raised:
        write_whole(path, NEW, force=True)
    assert raised.value.place is not None
    assert raised.value.place.path == path
    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]


def test_an_interruption_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(target.os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "cards.csv", NEW, force=False)
    assert list(tmp_path.iterdir()) == []


def test_the_data_is_on_the_disk_before_it_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "cards.csv"
    order: list[bool] = []
    fsync = os.fsync

    def noted(descriptor: int) -> None:
        order.append(path.exists())
        fsync(descriptor)

    monkeypatch.setattr(target.os, "fsync", noted)
    write_whole(path, NEW, force=False)
    assert order == [False]


def test_a_folder_is_no_target(tmp_path: Path) -> None:
    with pytest.raises(QuizkitError, match="is a folder"):
        check_target(tmp_path, force=True)


def test_what_is_no_regular_file_is_not_replaced_even_by_force(tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    for path in (pipe, link):
        with pytest.raises(QuizkitError, match="no regular file"):
            write_whole(path, NEW, force=True)
    assert pipe.is_fifo()
    assert link.is_symlink()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(QuizkitError, match="no such folder") as raised:
        check_target(tmp_path / "no" / "cards.csv", force=False)
    assert raised.value.place is not None
    assert raised.value.place.path == tmp_path / "no"
