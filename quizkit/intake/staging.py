"""New files of a pack: made in a folder beside the others, then moved to their places, each whole.

Killing an import in between leaves some of the files in their places and none of them torn. Those
that others need are moved first, so that the same import, done again, adds what is missing.
"""

import fcntl
import os
import shutil
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

from quizkit.bank.pack import Pack
from quizkit.errors import Place, QuizkitError

STAGING = ".quizkit-import"
HINT = "nothing was imported"


@contextmanager
def staging(pack: Pack) -> Generator[Path]:
    """An empty folder on the pack's own file system, for one import at a time; gone afterwards.

    Raises:
        QuizkitError: another import is writing to the pack, or something cannot be written.
    """
    folder = pack.root / STAGING
    try:
        folder.mkdir(exist_ok=True)
        # A link in its place leads to where nothing of ours is to be removed.
        flags = os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC
        if folder.is_symlink():
            raise QuizkitError("this is a link", place=Place(folder), hint="remove it")
        lock = os.open(folder / "lock", flags, 0o600)
    except OSError as error:
        raise _not_written(error, folder) from error
    try:
        _hold(lock, folder)
        try:
            _clear(folder)
            yield folder
        except OSError as error:
            raise _not_written(error, folder) from error
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(lock)


def move_in(files: Mapping[Path, Path], root: Path) -> None:
    """Move files to the places that are their keys, in their order, all or none.

    Raises:
        QuizkitError: a place is taken, or leads out of `root`.
        OSError: a folder cannot be made, or a file not moved.
    """
    folders = dict.fromkeys(place.parent for place in files)
    if away := [folder for folder in folders if not folder.resolve().is_relative_to(root)]:
        raise QuizkitError("the folder leaves the pack", place=Place(away[0]), hint=HINT)
    if taken := next(filter(os.path.lexists, files), None):
        raise QuizkitError("exists already", place=Place(taken), hint=HINT)
    done: list[Path] = []
    try:
        for folder in folders:
            folder.mkdir(parents=True, exist_ok=True)
        for file in files.values():
            _on_disk(file)
        for place, file in files.items():
            _ = file.rename(place)
            done.append(place)
        for changed in {*folders, *(folder.parent for folder in folders)}:
            _on_disk(changed)
    except BaseException:
        for place in done:
            place.unlink(missing_ok=True)
        raise


def _on_disk(path: Path) -> None:
    """Wait until a file, or the names in a folder, outlast a loss of power."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _hold(lock: int, folder: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise QuizkitError(
            "another import is writing to this pack", place=Place(folder), hint="wait for its end"
        ) from error
    except OSError as error:
        raise _not_written(error, folder) from error


def _clear(folder: Path) -> None:
    """Throw away what an import that was killed has left."""
    for left in folder.iterdir():
        if left.name == "lock":
            continue
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left)
        else:
            left.unlink()


def _not_written(error: OSError, folder: Path) -> QuizkitError:
    place = Place(Path(error.filename or folder))
    return QuizkitError(f"cannot be written: {error.strerror}", place=place, hint=HINT)
