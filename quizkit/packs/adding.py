"""Adding a pack, bringing it up to date, and removing it."""

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from quizkit.bank import builtin_pack, find_pack
from quizkit.bank.fault import quoted
from quizkit.errors import Place, QuizkitError
from quizkit.packs.git import Fetched, fetch
from quizkit.packs.shelf import MAX_NAME, Entry, Shelf, called, is_name
from quizkit.packs.url import is_url


@dataclass(frozen=True, slots=True)
class Changes:
    """What an update brought: paths in the pack, and what of the repository was left out."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def add(shelf: Shelf, source: str, name: str | None) -> tuple[str, Changes]:
    """Add the pack in a folder, which stays where it is, or at a git URL.

    Return its name and what came.

    Raises:
        QuizkitError: there is no pack, it is there already, or the name is taken.
    """
    if is_url(source):
        return _add_clone(shelf, source, name)
    root = find_pack(Path(source)).root
    if root == builtin_pack().root:
        raise QuizkitError("this is the built-in pack, which is always used", place=Place(root))
    with shelf.changing() as entries:
        chosen = _free(entries, str(root), name or _named_after(root.name), name)
        entries[chosen] = Entry(str(root))
    return chosen, Changes()


def update(shelf: Shelf, name: str) -> Changes:
    """Fetch a pack from its URL again; of a folder nothing is to be fetched.

    What is here stays as it is when anything goes wrong, and what was edited here is not replaced.

    Raises:
        QuizkitError: it cannot be fetched, was edited here, or is a folder that is gone.
    """
    entry = shelf.entry(name)
    if not entry.is_clone:
        shelf.require(name, entry)
        return Changes()
    with _fetched(shelf, entry.source) as (folder, fetched), shelf.changing() as entries:
        old, here = called(entries, name), shelf.clones / name
        before = listing(here)
        if before and digest(before) != old.files:
            hint = f"move it elsewhere, then: quizkit pack remove {name}, and add it again"
            raise QuizkitError("it was edited here", place=Place(here), hint=hint)
        after = listing(folder)
        _put(folder, here)
        entries[name] = Entry(old.source, fetched.commit, digest(after), old.trusted)
    return _compared(before, after, fetched.left_out)


def remove(shelf: Shelf, name: str) -> Path | None:
    """Forget a pack, with its copies; return the folder that stays, None for a clone, which goes.

    Raises:
        QuizkitError: no pack is called so.
    """
    with shelf.changing() as entries:
        entry = called(entries, name)
        del entries[name]
    for folder in (shelf.clones / name, shelf.copies / name):
        shutil.rmtree(folder, ignore_errors=True)
    return None if entry.is_clone else Path(entry.source)


def listing(root: Path) -> dict[str, str]:
    """The files under a folder by their paths in it, with the digest of each; links are none."""
    found: dict[str, str] = {}
    for top, _, names in os.walk(root):
        for name in names:
            path = Path(top) / name
            if path.is_file() and not path.is_symlink():
                inside = path.relative_to(root).as_posix()
                found[inside] = hashlib.sha256(path.read_bytes()).hexdigest()
    return dict(sorted(found.items()))


def digest(files: dict[str, str]) -> str:
    """What identifies all files of a folder."""
    lines = "".join(f"{path}\0{sha}\n" for path, sha in files.items())
    return hashlib.sha256(lines.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _add_clone(shelf: Shelf, url: str, name: str | None) -> tuple[str, Changes]:
    wanted = name or _named_after(re.split(r"[/:]", url.rstrip("/"))[-1].removesuffix(".git"))
    _ = _free(shelf.entries(), url, wanted, name)  # before anything is fetched
    with _fetched(shelf, url) as (folder, fetched), shelf.changing() as entries:
        chosen = _free(entries, url, wanted, name)
        files = listing(folder)
        _put(folder, shelf.clones / chosen)
        entries[chosen] = Entry(url, fetched.commit, digest(files))
    return chosen, _compared({}, files, fetched.left_out)


@contextmanager
def _fetched(shelf: Shelf, url: str) -> Generator[tuple[Path, Fetched]]:
    """The folder with the files at a URL, on the disk of the data folder, and what they are."""
    try:
        shelf.clones.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".fetching-", dir=shelf.clones) as scratch:
            fetched = fetch(url, Path(scratch))
            yield Path(scratch) / "pack", fetched
    except OSError as error:
        place = Place(Path(error.filename or shelf.clones))
        raise QuizkitError(f"cannot be written: {error.strerror}", place=place) from error


def _put(folder: Path, here: Path) -> None:
    """Put a folder in the place of another one, which is there until the new one can be."""
    before = here.with_name(f".before-{here.name}")
    shutil.rmtree(before, ignore_errors=True)
    if here.exists():
        _ = here.rename(before)
    try:
        _ = folder.rename(here)
    except OSError:
        if before.exists():
            _ = before.rename(here)
        raise
    shutil.rmtree(before, ignore_errors=True)


def _compared(before: dict[str, str], after: dict[str, str], left_out: tuple[str, ...]) -> Changes:
    return Changes(
        added=tuple(p for p in after if p not in before),
        changed=tuple(p for p in after if p in before and after[p] != before[p]),
        removed=tuple(p for p in before if p not in after),
        left_out=left_out,
    )


def _named_after(word: str) -> str:
    """A name for a pack from that of its folder or repository."""
    return re.sub(r"[^a-z0-9]+", "-", word.lower()).strip("-")[:MAX_NAME].strip("-")


def _free(entries: dict[str, Entry], source: str, name: str, asked: str | None) -> str:
    """The name, if a pack can be added under it."""
    for other, entry in entries.items():
        if entry.source == source:
            raise QuizkitError(f"it is added already, as {quoted(other)}")
    if not is_name(name):
        what = quoted(asked) if asked else f"the folder's name {quoted(name)}"
        hint = "give one with --as: lower case words joined by hyphens, such as study-group"
        raise QuizkitError(f"{what} cannot name a pack", hint=hint)
    if name in entries:
        raise QuizkitError(
            f"another pack is called {quoted(name)}", hint="give another name with --as"
        )
    return name
