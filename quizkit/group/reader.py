"""Members' files, read once: what was read is kept, and only what was added is read again.

What is kept lies in the cache; where it is missing, broken or in doubt, a file is read anew.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from quizkit.errors import Place, QuizkitError
from quizkit.group.digest import Digest, digested, dumped, loaded, shared_again
from quizkit.group.folder import Folder
from quizkit.group.lines import Membership, read
from quizkit.group.shared import Shared, later_than
from quizkit.model.review import Review, Undo

FORMAT = 3
TAIL = 4096
"""Bytes before the place where reading stopped, which must be what they were even in a file that
seems untouched; of a file that was touched all that was read must be."""
TOLD = 5
"""Refused lines of a file that are told one by one."""
AHEAD = timedelta(days=1)
"""How far another member's clock may run ahead."""


@dataclass(slots=True)
class Mark:
    """How far a file was read. `owner` is who writes it: its first line says so.

    `future` says that a line spoke of a time that had not come, so that the file has to be read
    again from its beginning.
    """

    size: int = -1
    mtime: int = -1
    offset: int = 0
    lines: int = 0
    tail: str = ""
    whole: str = ""
    owner: str = ""
    name: str = ""
    refused: int = 0
    reasons: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    future: bool = False

    def refuse(self, number: int, reason: str) -> None:
        """Note that a line was skipped, and why."""
        self.refused += 1
        if len(self.reasons) < TOLD:
            self.reasons.append((number, reason))


class Reader:
    """The files of one folder, and what was read of them.

    Lines that speak of a time after `limit`, a day from `now`, are refused.
    """

    def __init__(self, folder: Folder, cache: Path, now: datetime) -> None:
        self._folder = folder
        self._cache = cache / hashlib.sha256(str(folder.root).encode()).hexdigest()[:16]
        self.limit = now + AHEAD
        self._marks: dict[str, Mark] = self._kept("marks", _marks_from) or {}
        self._changed = False
        self._read_now: dict[str, tuple[Shared, Digest]] = {}

    def look(self, file: str) -> Mark:
        """Read what a file has that was not read yet.

        Raises:
            QuizkitError: it cannot be read.
        """
        stamp, mark = self._folder.stamp(file), self._marks.get(file)
        same = mark is not None and (mark.size, mark.mtime) == (stamp.size, stamp.mtime)
        known = mark is not None and self._stands(file, mark, stamp.size, touched=not same)
        if mark is not None and known and same:
            return mark
        if mark is None or not known or (before := self._everything(file, mark)) is None:
            mark, before = Mark(), (Shared(), Digest())
        self._read_on(file, mark, *before, size=stamp.size)
        mark.size, mark.mtime = stamp.size, stamp.mtime
        self._marks[file] = mark
        self._changed = True
        return mark

    def digest(self, file: str) -> Digest:
        """What is told of a member."""
        mark = self.look(file)
        if file in self._read_now:
            return self._read_now[file][1]
        found = self._kept(_name(file), lambda kept: _digest_from(kept, mark))
        return found or self._anew(file)[1]

    def shared(self, file: str) -> Shared:
        """All that a member shares."""
        mark = self.look(file)
        if file in self._read_now:
            return self._read_now[file][0]
        found = self._everything(file, mark)
        return (found or self._anew(file))[0]

    def save(self) -> None:
        """Keep what was read, and let go of it.

        Where the cache cannot be written, it is read again when it is needed.
        """
        for file, (shared, digest) in self._read_now.items():
            mark = self._marks[file]
            kept = {"offset": mark.offset, "tail": mark.tail}
            answers = {"answers": shared.answers, "undone": sorted(shared.undone)}
            self._keep(_name(file), {**kept, **dumped(digest)})
            self._keep(f"{_name(file)}-answers", {**kept, **answers})
        if self._changed:
            self._keep("marks", {file: asdict(mark) for file, mark in self._marks.items()})
        self._changed = False
        self._read_now.clear()

    # -------------------------------------------------------------------------------------------

    def _anew(self, file: str) -> tuple[Shared, Digest]:
        _ = self._marks.pop(file, None)
        _ = self.look(file)
        return self._read_now[file]

    def _stands(self, file: str, mark: Mark, size: int, *, touched: bool) -> bool:
        """Whether what was read is still where it was."""
        if mark.future or size < mark.offset or mark.size < 0:
            return False
        if touched:
            return _hash(self._folder.read(file, 0, mark.offset)) == mark.whole
        start = max(0, mark.offset - TAIL)
        return _hash(self._folder.read(file, start, mark.offset)) == mark.tail

    def _read_on(self, file: str, mark: Mark, shared: Shared, digest: Digest, size: int) -> None:
        """Take the lines behind the mark. One that has no end yet is read when it has."""
        data = self._folder.read(file, mark.offset, size)
        whole = data[: data.rfind(b"\n") + 1]
        touched = set[str]()
        for raw in whole.split(b"\n")[:-1]:
            mark.lines += 1
            if raw.strip():
                self._take(raw, mark, shared, touched)
        mark.offset += len(whole)
        start = max(0, mark.offset - TAIL)
        mark.tail = _hash(self._folder.read(file, start, mark.offset))
        mark.whole = _hash(self._folder.read(file, 0, mark.offset))
        if not mark.owner and whole:
            raise QuizkitError(
                "the file does not begin with the name of who writes it",
                place=Place(self._folder.root / file),
            )
        self._read_now[file] = shared, digested(shared, digest, touched)

    def _take(self, raw: bytes, mark: Mark, shared: Shared, touched: set[str]) -> None:
        try:
            line = read(raw.decode(), mark.lines)
        except ValueError as error:
            mark.refuse(mark.lines, str(error))
            return
        if isinstance(line, Membership) and line.member != (mark.owner or line.member):
            mark.refuse(mark.lines, "it speaks for another member")
        elif later_than(line, self.limit):
            mark.future = True
            mark.refuse(mark.lines, "its time has not come yet")
        else:
            if isinstance(line, Membership):
                mark.owner, mark.name = line.member, line.name
            touched |= _touches(line, shared) if isinstance(line, Review | Undo) else set()
            shared.take(line)

    def _everything(self, file: str, mark: Mark) -> tuple[Shared, Digest] | None:
        digest = self._kept(_name(file), lambda kept: _digest_from(kept, mark))
        if digest is None:
            return None
        shared = self._kept(
            f"{_name(file)}-answers",
            lambda kept: shared_again(digest, kept) if _fits(kept, mark) else None,
        )
        return None if shared is None else (shared, digest)

    def _kept(self, name: str, read: "Callable[[dict[str, Any]], Any]") -> Any:
        """What the cache holds; None where that is nothing, or nothing that can be read."""
        try:
            kept = json.loads((self._cache / f"{name}.json").read_text(encoding="utf-8"))
            return read(kept["kept"]) if kept["format"] == FORMAT else None
        except (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError):
            return None

    def _keep(self, name: str, kept: object) -> None:
        try:
            self._cache.mkdir(parents=True, exist_ok=True)
            partial = self._cache / f".{name}.writing"
            text = json.dumps({"format": FORMAT, "kept": kept}, ensure_ascii=False)
            _ = partial.write_text(text, encoding="utf-8")
            _ = partial.replace(self._cache / f"{name}.json")
        except OSError:
            return


def _touches(line: Review | Undo, shared: Shared) -> set[str]:
    """The cards whose digest a line may change."""
    if isinstance(line, Review):
        return {str(line.card)}
    about = shared.answers.get(line.undoes)
    return {about.card} if about else set()


def _digest_from(kept: dict[str, Any], mark: Mark) -> Digest | None:
    return loaded(kept) if _fits(kept, mark) else None


def _fits(kept: dict[str, Any], mark: Mark) -> bool:
    return (kept["offset"], kept["tail"]) == (mark.offset, mark.tail)


def _marks_from(kept: dict[str, Any]) -> dict[str, Mark]:
    marks = {file: Mark(**fields) for file, fields in kept.items()}
    for mark in marks.values():
        mark.reasons = [(number, reason) for number, reason in mark.reasons]
    return marks


def _name(file: str) -> str:
    return hashlib.sha256(file.encode("utf-8", "surrogateescape")).hexdigest()[:24]


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
