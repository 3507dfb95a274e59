"""Writing a file whole or not at all."""

import os
import tempfile
from pathlib import Path

from quizkit.errors import Place, QuizkitError


def check_target(path: Path, *, force: bool) -> None:
    """Refuse, before any work is done, what could not be written in the end.

    Raises:
        QuizkitError: the file exists and `force` does not say to replace it, it is no file, or its
            folder is missing.
    """
    if path.is_dir():
        raise QuizkitError("this is a folder", place=Place(path), hint="name a file in it")
    if not path.parent.is_dir():
        raise QuizkitError("there is no such folder", place=Place(path.parent))
    if path.exists() and not path.is_file():
        # A rename would put a file in the place of the device, for the whole machine.
        raise QuizkitError("this is no regular file", place=Place(path), hint="name another")
    if path.exists() and not force:
        raise QuizkitError("exists already", place=Place(path), hint="--force replaces it")


def write_whole(path: Path, data: bytes, *, force: bool) -> None:
    """Write a file; whatever goes wrong, what was there before is there still, and nothing else.

    Raises:
        QuizkitError: as `check_target`, or it cannot be written.
    """
    check_target(path, force=force)
    try:
        _write(path, data)
    except OSError as error:
        raise QuizkitError(f"cannot write: {error.strerror}", place=Place(path)) from error


def _write(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            _ = file.write(data)
            file.flush()
            os.fchmod(file.fileno(), 0o666 & ~_umask())
            os.fsync(file.fileno())
        _ = fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def _umask() -> int:
    """The mask of new files, which can only be read by setting it."""
    mask = os.umask(0)
    _ = os.umask(mask)
    return mask
