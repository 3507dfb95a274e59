"""A sync: what is new of one's own goes into one's own file, what is new of others is read."""

import json
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from quizkit.errors import Place, QuizkitError
from quizkit.group.digest import Digest
from quizkit.group.folder import ENDING, MEMBERS, Folder
from quizkit.group.lines import Membership, Share, write
from quizkit.group.membership import Member
from quizkit.group.names import BadName, checked, looks
from quizkit.group.own import Own, to_share
from quizkit.group.reader import Reader
from quizkit.store import Store

CONFLICT = ".sync-conflict-"
"""What Syncthing puts into the name of a file that was written in two places."""


@dataclass(frozen=True, slots=True)
class Other:
    """A member's file that could be read; `refused` counts its lines that were skipped."""

    name: str
    file: str
    refused: int
    reasons: tuple[tuple[int, str], ...]


@dataclass(slots=True)
class Found:
    """Who is in the folder; `skipped` are files that could not be read, and why."""

    members: list[Other] = field(default_factory=list[Other])
    skipped: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    @property
    def names(self) -> list[str]:
        """Their names."""
        return [member.name for member in self.members]


def take_name(folder: Folder, reader: Reader, member: Member) -> None:
    """Claim the member's file in the folder, which may be theirs already.

    Raises:
        QuizkitError: the name is taken, or looks like one that is; the folder cannot be written.
    """
    folder.require()
    for file in folder.files(MEMBERS):
        stem = file.removesuffix(ENDING)
        if looks(stem) != looks(member.name):
            continue
        try:
            owner = reader.look(f"{MEMBERS}/{file}").owner
        except QuizkitError:
            owner = ""
        if stem != member.name or owner != member.id:
            raise _taken(folder, member, stem)
    if f"{member.name}{ENDING}" not in folder.files(MEMBERS):
        line = write(Membership(1, member.id, member.name, member.share))
        folder.append(member.file, [line])


def publish(member: Member, reader: Reader, own: Callable[[], Own], tip: str, kept: Path) -> int:
    """Add to the member's own file what it lacks; return how many lines.

    `tip` says what the log and the day were like: where both were so at the last sync (`kept` is
    the cache's note of it) and the file is as it was left, there is nothing to look at.

    Raises:
        QuizkitError: the file is another's or cannot be written; nothing was added.
    """
    folder = member.shared_folder
    folder.require()
    if f"{member.name}{ENDING}" not in folder.files(MEMBERS):
        raise _gone(folder, member)
    mark = reader.look(member.file)
    if mark.owner != member.id:
        raise _taken(folder, member, member.name)
    state = [tip, member.share.value, member.typed, member.finished, mark.size, mark.tail]
    if _noted(kept) == state:
        return 0
    lines = to_share(own(), member, reader.shared(member.file), reader.limit)
    if lines:
        folder.append(member.file, lines)
    mark = reader.look(member.file)
    _note(kept, [*state[:4], mark.size, mark.tail])
    return len(lines)


def leave(member: Member, reader: Reader) -> None:
    """Tell the group that the member has left; what was shared stays in the file.

    Raises:
        QuizkitError: the file cannot be written.
    """
    number = reader.shared(member.file).last_n + 1
    line = write(Membership(number, member.id, member.name, Share.LEFT))
    member.shared_folder.append(member.file, [line])


def look_around(
    folder: Folder, reader: Reader, see: Callable[[str, int, int], None] | None = None
) -> Found:
    """Read what is new of every member; a file that cannot be read is skipped.

    `see` is told, before each file: its name, how many were read, and how many there are.

    Raises:
        QuizkitError: the folder is not there.
    """
    folder.require()
    found = Found()
    files = folder.files(MEMBERS)
    for number, file in enumerate(files):
        stem = file.removesuffix(ENDING)
        if see is not None:
            see(file, number, len(files))
        if (whose := stem.partition(CONFLICT)[0]) != stem:
            told = f"a copy that Syncthing made: once {whose}{ENDING} has its lines, delete it"
            found.skipped.append((file, told))
            continue
        try:
            _ = checked(stem)
            mark = reader.look(f"{MEMBERS}/{file}")
            reader.save()  # each by itself: a first sync reads for a while, and may be stopped
        except BadName as error:
            found.skipped.append((file, str(error)))
            continue
        except QuizkitError as error:
            folder.require()
            found.skipped.append((file, error.message))
            continue
        if mark.name != stem:
            whose = f"it is the file of {mark.name}" if mark.name else "it is empty"
            found.skipped.append((file, whose))
            continue
        reasons = tuple(mark.reasons)
        found.members.append(Other(stem, f"{MEMBERS}/{file}", mark.refused, reasons))
    _warn_of_likeness(found)
    return found


def digests(found: Found, reader: Reader) -> dict[str, Digest]:
    """What is told of each member who has not left, by name."""
    read = {member.name: reader.digest(member.file) for member in found.members}
    return {
        name: digest
        for name, digest in read.items()
        if digest.membership and digest.membership.share is not Share.LEFT
    }


def tip_of(store: Store, now: datetime, pack: str) -> str:
    """What identifies the log as it is, the day and the bank: what a member's lines rest on."""
    count, last = store.extent()
    return json.dumps([count, last, now.date().isoformat(), pack])


# -----------------------------------------------------------------------------------------------


def _warn_of_likeness(found: Found) -> None:
    seen: dict[str, str] = {}
    for name in found.names:
        like = seen.setdefault(looks(name), name)
        if like != name:
            found.skipped.append((f"{name}{ENDING}", f"the name looks like {like}: who is who?"))


def _taken(folder: Folder, member: Member, stem: str) -> QuizkitError:
    same = stem == member.name
    told = f"the name {member.name} is taken" if same else f"{member.name} looks like {stem}"
    return QuizkitError(
        f"{told} in this group, by another member or on another machine",
        place=Place(folder.root / MEMBERS / f"{stem}{ENDING}"),
        hint="join under another name",
    )


def _gone(folder: Folder, member: Member) -> QuizkitError:
    again = f"quizkit group join {shlex.quote(member.folder)} --as {member.name}"
    share = f"--share {member.share}"
    return QuizkitError(
        "your file is not in the group's folder any more",
        place=Place(folder.root / member.file),
        hint=f"to write it again: {again} {share}",
        zh="小组文件夹中已没有你的文件",
        hint_zh=f"重新写入：{again} {share}",
    )


def _noted(path: Path) -> Sequence[object] | None:
    try:
        found: object = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, list) else None


def _note(path: Path, state: Sequence[object]) -> None:
    """Where it cannot be kept, the next sync looks at everything."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f".{path.name}.writing")
        _ = partial.write_text(json.dumps(state), encoding="utf-8")
        _ = partial.replace(path)
    except OSError:
        return
