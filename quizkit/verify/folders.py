"""Folders that a check has written to: how full they are, and how they go.

A check may nest folders deeper than a path or a recursion reaches, and close them to everybody.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

MAX_WRITTEN = 256 * 2**20
MAX_ENTRIES = 20_000
MAX_DEPTH = 32


def is_overfull(folder: str, pid: int) -> bool:
    """Whether a process has written more than it may, in bytes, in files or in depth.

    Files that are open and have no name any more count.
    """
    written = entries = 0
    ahead = [(folder, 0)]
    while ahead:
        path, depth = ahead.pop()
        for entry in _entries(path):
            entries += 1
            try:
                status = entry.stat(follow_symlinks=False)
            except OSError:  # it is gone again
                continue
            if stat.S_ISDIR(status.st_mode):
                ahead.append((entry.path, depth + 1))
            written += _size(status)
            if written > MAX_WRITTEN or entries > MAX_ENTRIES or depth > MAX_DEPTH:
                return True
    return written + _nameless(pid) > MAX_WRITTEN


def remove(folder: str) -> None:
    """Remove a folder and all in it, which nobody uses any more; what cannot be removed stays."""
    with suppress(OSError):
        top = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            _empty(top)
        finally:
            os.close(top)
        Path(folder).rmdir()


def _empty(top: int) -> None:
    """Empty a folder: what a folder in it holds is moved up, so that none is ever nested deep."""
    fresh = (f"{n}.{os.getpid()}" for n in range(2**62))
    while ahead := [name for name in _names(top) if not _unlink(name, top)]:
        for name in ahead:
            # Another process may be about to remove the same.
            with suppress(FileNotFoundError):
                _flatten(name, top, fresh)


def _flatten(name: str, top: int, fresh: Iterator[str]) -> None:
    """Remove a folder in another one, to which the folders in it are moved."""
    inner = _open(name, top)
    try:
        for below in _names(inner):
            if not _unlink(below, inner):
                os.close(_open(below, inner))
                os.rename(below, next(fresh), src_dir_fd=inner, dst_dir_fd=top)
    finally:
        os.close(inner)
    os.rmdir(name, dir_fd=top)


def _open(name: str, folder: int) -> int:
    """Open a folder to everything, and to read."""
    os.chmod(name, 0o700, dir_fd=folder)
    return os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)


def _unlink(name: str, folder: int) -> bool:
    """Remove an entry of a folder, unless it is a folder itself; return whether it is gone."""
    try:
        if stat.S_ISDIR(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode):
            return False
        os.unlink(name, dir_fd=folder)
    except FileNotFoundError:
        pass
    return True


def _names(folder: int) -> list[str]:
    with os.scandir(folder) as entries:
        return [entry.name for entry in entries]


def _entries(path: str) -> Iterator["os.DirEntry[str]"]:
    # A folder that cannot be looked into is one that the check has closed to itself too.
    with suppress(OSError), os.scandir(path) as entries:
        yield from entries


def _nameless(pid: int) -> int:
    """The bytes in files that a process holds open and that no folder has any more."""
    found: dict[tuple[int, int], int] = {}
    for entry in _entries(f"/proc/{pid}/fd"):
        with suppress(OSError):
            status = entry.stat()
            if stat.S_ISREG(status.st_mode) and not status.st_nlink:
                found[status.st_dev, status.st_ino] = _size(status)
    return sum(found.values())


def _size(status: os.stat_result) -> int:
    return status.st_blocks * 512
