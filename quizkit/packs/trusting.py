"""Showing what a pack would run, and trusting exactly that."""

import difflib
import shutil
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from quizkit.bank import Bank, Pack, load
from quizkit.bank.fault import Findings
from quizkit.bank.files import script_path
from quizkit.bank.source import read_source
from quizkit.errors import Place, QuizkitError
from quizkit.packs.shelf import Shelf, called

EXPECTED = frozenset({"torch", "quizkit", "math", "__future__", "collections", "functools"})
"""What nearly every check imports."""
MAX_FILES = 5_000


@dataclass(frozen=True, slots=True)
class Script:
    """A check or a helper as it would run.

    `before` is its text when it was last trusted, None for a new one. `imports` are the modules
    that it imports beyond those that are expected.
    """

    id: str
    text: str
    before: str | None
    imports: tuple[str, ...]

    @property
    def lines(self) -> int:
        """How long it is."""
        return len(self.text.splitlines())

    @property
    def is_new(self) -> bool:
        """Whether it was never trusted."""
        return self.before is None

    @property
    def is_changed(self) -> bool:
        """Whether it is another one than the one that was trusted."""
        return self.before is not None and self.before != self.text

    def diff(self) -> Iterator[str]:
        """The lines that differ from what was trusted, as `diff -u` writes them."""
        before = (self.before or "").splitlines()
        names = (f"{self.id} (trusted)", f"{self.id} (now)")
        return difflib.unified_diff(before, self.text.splitlines(), *names, lineterm="")


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that a pack would run, as it is at one moment.

    `refused` are files that cannot be trusted, each with why: what cannot be shown as it is.
    """

    name: str
    scripts: tuple[Script, ...]
    refused: tuple[str, ...]
    removed: tuple[str, ...]
    folder: Path
    """The copies that were shown; it goes when the block ends that asked for them."""
    digests: dict[str, str]
    is_trusted: bool
    """Whether exactly this is trusted already, and its copies are there to be run."""


@contextmanager
def shown(shelf: Shelf, name: str) -> Generator[Shown]:
    """Copy what a pack would run, so that `trust` can trust what was shown and nothing else.

    Raises:
        QuizkitError: no pack is called so, it is no longer here, or it cannot be copied.
    """
    entry = shelf.entry(name)
    shelf.require(name, entry)
    bank = shelf.bank(name, entry, None)
    try:
        shelf.copies.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".showing-", dir=shelf.copies) as scratch:
            refused = _copied(bank, Path(scratch))
            copy = load(Pack(Path(scratch).resolve()))
            scripts = tuple(_script(copy, i, shelf.copies / name) for i in copy.files.script_ids())
            digests = _digests(copy)
            kept = _digests(load(Pack((shelf.copies / name).resolve())))
            yield Shown(
                name=name,
                scripts=scripts,
                refused=refused,
                removed=tuple(sorted(entry.trusted.keys() - digests.keys())),
                folder=Path(scratch) / "checks",
                digests=digests,
                is_trusted=digests == dict(entry.trusted) == kept,
            )
    except OSError as error:
        place = Place(Path(error.filename or shelf.copies))
        raise QuizkitError(f"cannot be copied: {error.strerror}", place=place) from error


def trust(shelf: Shelf, what: Shown) -> int:
    """Trust what was shown; return how many checks may run now.

    Raises:
        QuizkitError: the pack was removed meanwhile, or nothing can be written.
    """
    here = shelf.copies / what.name
    with shelf.changing() as entries:
        entry = called(entries, what.name)
        # A check of which there is no copy runs no more; so the order of these does no harm.
        shutil.rmtree(here, ignore_errors=True)
        here.mkdir(parents=True)
        if what.folder.is_dir():
            _ = what.folder.rename(here / "checks")
        entries[what.name] = replace(entry, trusted=what.digests)
    return len(what.digests)


def untrust(shelf: Shelf, name: str) -> None:
    """Let a pack run nothing any more.

    Raises:
        QuizkitError: no pack is called so.
    """
    with shelf.changing() as entries:
        entries[name] = replace(called(entries, name), trusted={})
    shutil.rmtree(shelf.copies / name, ignore_errors=True)


def _copied(bank: Bank, into: Path) -> tuple[str, ...]:
    """Copy the scripts of a pack, and return what was refused, each with why."""
    refused: list[str] = []
    ids = bank.files.script_ids()
    if len(ids) > MAX_FILES:
        raise QuizkitError(f"the pack has {len(ids):,} checks; at most {MAX_FILES:,} are shown")
    for script_id in ids:
        source, path = (root / script_path(script_id) for root in (bank.pack.root, into))
        findings = Findings(source)
        if read_source(source, findings) is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            _ = path.write_bytes(source.read_bytes())
            # It may be another file by now. A text that does not show all it holds is not taken.
            if read_source(path, findings) is None:
                path.unlink()
        refused += [f"{fault.place}: {fault.message}" for fault in findings.faults]
    return tuple(refused)


def _digests(bank: Bank) -> dict[str, str]:
    return {check: source.digest() for check, source in bank.checks.items()}


def _script(copy: Bank, script_id: str, trusted: Path) -> Script:
    path = copy.pack.root / script_path(script_id)
    before = trusted / script_path(script_id)
    found = copy.files.script(script_id)
    return Script(
        id=script_id,
        text=path.read_text("utf-8-sig"),
        before=before.read_text("utf-8-sig") if before.is_file() else None,
        imports=tuple(name for name in found.imports if name not in EXPECTED),
    )
