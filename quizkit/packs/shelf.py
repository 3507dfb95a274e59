"""The packs that were added, in one file of the data folder, and their files beside it.

    packs.json              which packs there are, by name
    packs/<name>/           the files of a pack that came from a git URL
    trusted/<name>/checks/  the checks of a pack as they were shown when it was trusted

The file is replaced as a whole, under a lock, so that it is never half written.
"""

import fcntl
import json
import os
import re
import tempfile
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from quizkit.bank import Bank, Fault, Pack, Trust, join, load
from quizkit.bank.codec import CodecError, encode, from_json
from quizkit.bank.fault import did_you_mean, quoted
from quizkit.bank.slugs import SLUG
from quizkit.errors import Place, QuizkitError

FILE_NAME = "packs.json"
FORMAT = 1
MAX_NAME = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """One pack that was added.

    `source` is its folder, or the URL that it came from; `commit` is the commit that lies here of
    it, "" for a folder, and `files` the digest of what was written then. `trusted` are the digests
    of the checks that may run.
    """

    source: str
    commit: str = ""
    files: str = ""
    trusted: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def is_clone(self) -> bool:
        """Whether it came from a URL."""
        return bool(self.commit)


class Shelf:
    """The packs in one data folder."""

    def __init__(self, data_dir: Path) -> None:
        self.folder = data_dir
        self.path = data_dir / FILE_NAME

    @property
    def clones(self) -> Path:
        """The folder of the packs that came from URLs."""
        return self.folder / "packs"

    @property
    def copies(self) -> Path:
        """The folder of the checks that were trusted."""
        return self.folder / "trusted"

    def entries(self) -> dict[str, Entry]:
        """What was added, by name.

        Raises:
            QuizkitError: the file cannot be read.
        """
        try:
            data = json.loads(self.path.read_bytes())
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise self._broken(error.strerror or str(error)) from error
        except (ValueError, RecursionError) as error:
            raise self._broken(f"not JSON: {error}") from error
        if not isinstance(data, dict) or data.get("format") != FORMAT:
            raise self._broken(f'expected {{"format": {FORMAT}, "packs": …}}')
        try:
            found = dict(from_json(Mapping[str, Entry], data.get("packs")))
        except CodecError as error:
            raise self._broken(str(error)) from error
        for name in found:
            if not is_name(name):
                raise self._broken(f"{quoted(name)} cannot name a pack")
        return dict(sorted(found.items()))

    @contextmanager
    def changing(self) -> Generator[dict[str, Entry]]:
        """The entries, to be changed; they are on the disk when the block ends without an error.

        Raises:
            QuizkitError: the file cannot be read or written.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with (self.folder / f".{FILE_NAME}.lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                entries = self.entries()
                yield entries
                self._write(entries)
        except OSError as error:
            place = Place(Path(error.filename or self.path))
            raise QuizkitError(f"cannot be written: {error.strerror}", place=place) from error

    def entry(self, name: str) -> Entry:
        """One of them.

        Raises:
            QuizkitError: no pack is called so, or the file cannot be read.
        """
        return called(self.entries(), name)

    def root(self, name: str, entry: Entry) -> Path:
        """Where the files of a pack lie."""
        return self.clones / name if entry.is_clone else Path(entry.source)

    def trust(self, name: str, entry: Entry) -> Trust:
        """How far a pack is trusted."""
        return Trust(name, self.copies / name / "checks", entry.trusted)

    def bank(self, name: str, entry: Entry, cache_dir: Path | None) -> Bank:
        """The bank of one pack, under its own ids; empty, with a fault, when it is gone."""
        root = self.root(name, entry)
        bank = load(Pack(root), cache_dir, self.trust(name, entry))
        gone = self._gone(name, entry)
        return bank if gone is None else replace(bank, faults=(*bank.faults, gone))

    def require(self, name: str, entry: Entry) -> None:
        """Raise QuizkitError where the files of a pack are gone."""
        if (gone := self._gone(name, entry)) is not None:
            raise QuizkitError(gone.message, place=gone.place, hint=gone.hint)

    def joined(self, main: Bank, cache_dir: Path | None) -> Bank:
        """A bank with all packs that were added to it.

        Raises:
            QuizkitError: the file that lists them cannot be read.
        """
        entries = self.entries().items()
        return join(main, {name: self.bank(name, entry, cache_dir) for name, entry in entries})

    def trust_of(self, pack: Pack) -> Trust | None:
        """How far a pack is trusted that came from a URL; None for any other folder.

        Whoever names a folder means to run what is in it; a clone stays somebody else's.
        """
        if pack.root.parent != self.clones.resolve():
            return None
        entry = self.entries().get(pack.root.name, Entry(source=""))
        return self.trust(pack.root.name, entry)

    def _gone(self, name: str, entry: Entry) -> Fault | None:
        root = self.root(name, entry)
        if (root / "qa_bank").is_dir():
            return None
        back = f"quizkit pack update {name}" if entry.is_clone else "put it back"
        hint = f"{back}, or: quizkit pack remove {name}"
        return Fault(Place(root), f"the pack {quoted(name)} is no longer here", hint)

    def _write(self, entries: Mapping[str, Entry]) -> None:
        text = f'{{"format": {FORMAT}, "packs": {encode(dict(sorted(entries.items())))}}}\n'
        number, fresh = tempfile.mkstemp(prefix=f".{FILE_NAME}.", dir=self.folder)
        try:
            with os.fdopen(number, "w", encoding="utf-8") as file:
                _ = file.write(text)
                file.flush()
                os.fsync(file.fileno())
            _ = Path(fresh).replace(self.path)
        except BaseException:
            Path(fresh).unlink(missing_ok=True)
            raise

    def _broken(self, why: str) -> QuizkitError:
        hint = "mend it, or delete it and add the packs again"
        return QuizkitError(f"cannot be read: {why}", place=Place(self.path), hint=hint)


def called(entries: Mapping[str, Entry], name: str) -> Entry:
    """The entry of that name; raise QuizkitError when there is none."""
    if name not in entries:
        hint = did_you_mean(name, entries.keys()) or "quizkit pack add adds one"
        raise QuizkitError(f"no pack is called {quoted(name)}", hint=hint)
    return entries[name]


def is_name(name: str) -> bool:
    """Whether a pack can be called so: ids begin with it, and folders are named after it."""
    return len(name) <= MAX_NAME and re.fullmatch(SLUG, name) is not None
