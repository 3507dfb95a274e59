"""The folder that a group shares: read with suspicion, and written to in one's own files alone."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from quizkit.errors import Place, QuizkitError

MEMBERS, RESULTS = "members", "results"
ENDING = ".jsonl"
MOST_FILES = 500
MAX_SIZE = 64_000_000
"""Bytes of one file; twenty thousand answers take four million."""
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells that a file is as it was; `mtime` in nanoseconds."""

    size: int
    mtime: int


class Folder:
    """A group's folder. Links in it are not followed, and what is no plain file is not opened."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def require(self) -> None:
        """Raise QuizkitError where the folder is not there."""
        if not self.root.is_dir():
            raise QuizkitError(
                "the group's folder is not there",
                place=Place(self.root),
                hint="mount or fetch it again; nothing of yours is lost",
            )

    def files(self, part: str) -> list[str]:
        """The names of the files in a part of the folder (`members`, `results/ada`), sorted."""
        return sorted(
            entry.name
            for entry in self._entries(part)
            if entry.name.endswith(ENDING) and not entry.name.startswith(".")
        )[:MOST_FILES]

    def folders(self, part: str) -> list[str]:
        """The names of the folders in a part of the folder, sorted."""
        found = (e.name for e in self._entries(part) if e.is_dir(follow_symlinks=False))
        return sorted(found)[:MOST_FILES]

    def stamp(self, file: str) -> Stamp:
        """How large a file is, and when it was last written.

        Raises:
            QuizkitError: it is a link, no plain file, too large, or not to be read.
        """
        try:
            found = (self.root / file).lstat()
        except OSError as error:
            raise self._cannot("read", file, error) from error
        if not stat.S_ISREG(found.st_mode):
            raise QuizkitError("it is no plain file", place=Place(self.root / file))
        if found.st_size > MAX_SIZE:
            raise QuizkitError("the file is too large", place=Place(self.root / file))
        return Stamp(found.st_size, found.st_mtime_ns)

    def read(self, file: str, start: int, end: int) -> bytes:
        """The bytes from `start` to `end`, or to the end of the file.

        Raises:
            QuizkitError: as `stamp`.
        """
        try:
            handle = os.open(self.root / file, os.O_RDONLY | _NO_LINK)
            with os.fdopen(handle, "rb") as opened:
                if not stat.S_ISREG(os.fstat(handle).st_mode):
                    raise QuizkitError("it is no plain file", place=Place(self.root / file))
                _ = opened.seek(start)
                return opened.read(max(end - start, 0))
        except OSError as error:
            raise self._cannot("read", file, error) from error

    def append(self, file: str, lines: list[str]) -> None:
        """Add lines to a file of one's own; they are on the disk, all or none, when it returns.

        A line that an earlier write left torn is ended first: a reader skips it.

        Raises:
            QuizkitError: nothing was added.
        """
        path = self.root / file
        try:
            self._make(path.parent)
            flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | _NO_LINK
            handle = os.open(path, flags, 0o644)
        except OSError as error:
            raise self._cannot("write", file, error) from error
        try:
            self._append(handle, path, "".join(f"{line}\n" for line in lines).encode())
        except OSError as error:
            raise self._cannot("write", file, error) from error
        finally:
            os.close(handle)

    # -------------------------------------------------------------------------------------------

    def _append(self, handle: int, path: Path, data: bytes) -> None:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise QuizkitError("it is no plain file", place=Place(path))
        if found.st_size:
            _ = os.lseek(handle, -1, os.SEEK_END)
            if os.read(handle, 1) != b"\n":
                data = b"\n" + data
        try:
            written = 0
            while written < len(data):
                written += os.write(handle, data[written:])
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, found.st_size)  # a full disk leaves no half of a line
            raise

    def _make(self, parent: Path) -> None:
        """Make the folders down to `parent`; the group's own folder must be there."""
        self.require()
        for folder in [*reversed(parent.relative_to(self.root).parents), parent]:
            path = self.root / folder
            if path.is_symlink():
                raise QuizkitError("it is a link, which is not followed", place=Place(path))
            if path != self.root and not path.is_dir():
                path.mkdir()

    def _entries(self, part: str) -> Iterator[os.DirEntry[str]]:
        """What lies in a part of the folder: nothing where there is none, or a link."""
        path = self.root
        for name in Path(part).parts:
            path /= name
            if path.is_symlink():
                return
        try:
            with os.scandir(path) as entries:
                yield from entries
        except FileNotFoundError:
            self.require()
        except OSError as error:
            raise self._cannot("read", part, error) from error

    def _cannot(self, verb: str, file: str, error: OSError) -> QuizkitError:
        self.require()
        reason = error.strerror or type(error).__name__
        return QuizkitError(f"cannot {verb} it: {reason}", place=Place(self.root / file))
