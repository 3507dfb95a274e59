"""A group's folder, and files in it as members would have written them."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quizkit.group.folder import Folder
from quizkit.group.lines import Membership, Share, write
from quizkit.group.reader import Reader

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
WriteFile = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    (tmp_path / "shared").mkdir()
    return Folder(tmp_path / "shared")


@pytest.fixture
def make_reader(folder: Folder, tmp_path: Path) -> Callable[[], Reader]:
    """A reader as each sync makes one, over the same cache."""
    return lambda: Reader(folder, tmp_path / "cache", NOON)


@pytest.fixture
def write_file(folder: Folder) -> WriteFile:
    """Write a member's file: the line of who writes it, then others."""

    def made(name: str, *lines: str, member: str = "", share: Share = Share.CARDS) -> Path:
        path = folder.root / "members" / f"{name}.jsonl"
        path.parent.mkdir(exist_ok=True)
        head = write(Membership(1, member or name.encode().hex().ljust(32, "0")[:32], name, share))
        _ = path.write_text("".join(f"{line}\n" for line in (head, *lines)), encoding="utf-8")
        return path

    return made
