"""The learner's group, opened in the same way by every command of `quizkit group`."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quizkit.cli.group_progress import reading
from quizkit.cli.opening import algorithm, cards, clock, loaded, opened
from quizkit.cli.session import Session
from quizkit.errors import Place, QuizkitError
from quizkit.group.digest import Digest
from quizkit.group.folder import Folder
from quizkit.group.lines import Share
from quizkit.group.membership import FILE_NAME, Member, read_member, write_member
from quizkit.group.names import BadName, checked
from quizkit.group.own import Own
from quizkit.group.reader import Reader
from quizkit.group.results import Waiting, deliver, waiting
from quizkit.group.status import Status, status_of
from quizkit.group.sync import Found, digests, look_around, publish, take_name, tip_of
from quizkit.group.sync import leave as say_goodbye
from quizkit.home import cache_dir, data_dir
from quizkit.practice.days import Days
from quizkit.store import Store


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did; `taken` says that what waited is in the log now."""

    written: int
    found: Found
    waiting: Sequence[Waiting]
    taken: bool

    def notices(self) -> list[tuple[str, str]]:
        """What was skipped in the folder, and why."""
        return notices_of(self.found)


@dataclass(frozen=True, slots=True)
class Group:
    """The learner in a group."""

    session: Session
    member: Member

    @property
    def folder(self) -> Folder:
        """The group's folder."""
        return self.member.shared_folder

    def reader(self) -> Reader:
        """What reads the folder."""
        return Reader(self.folder, _cache(), clock())

    def sync(self, *, take: bool) -> Synced:
        """Share what is new, read what is new, and take results in where that is wanted."""
        self.folder.require()
        bank, reader = loaded(self.session), self.reader()
        _ = deliver(home_folder(), self.folder, self.member.name)
        with opened(self.session, bank) as store:
            coming = waiting(self.folder, self.member, bank.ids, store, clock())
            taken = take or self.member.take
            if taken:
                for one in coming:
                    _ = store.import_events(one.lines)
            tip = tip_of(store, clock(), f"{len(bank.ids)} {bank.pack.root}")
            noted = _cache() / f"{self.member.id}.json"
            written = publish(self.member, reader, lambda: self._own(store), tip, noted)
            with reading() as watch:
                found = look_around(self.folder, reader, watch.see)
        reader.save()
        return Synced(written, found, coming, taken)

    def status(self, words: Sequence[str] = ()) -> Status:
        """Where the group stands; `words` select the questions whose typed answers are shown.

        Raises:
            QuizkitError: a word that selects nothing; the folder is not there.
        """
        from quizkit.practice import Selection

        bank = loaded(self.session)
        about = Selection(words).questions(bank) if words else ()
        found, known = self.known()
        return status_of(
            known,
            bank,
            now=clock(),
            today=Days(starts=self.session.settings().day_starts).date_of(clock()),
            folder=self.member.folder,
            notices=notices_of(found),
            about=about,
        )

    def known(self) -> tuple[Found, dict[str, Digest]]:
        """Who is in the folder, and what is told of each."""
        reader = self.reader()
        with reading() as watch:
            found = look_around(self.folder, reader, watch.see)
        known = digests(found, reader)
        reader.save()
        return found, known

    def _own(self, store: Store) -> Own:
        session, bank = self.session, loaded(self.session)
        settings = session.settings()
        finished = self.member.finished and _is_finished(session, store)
        every = cards(bank, ())
        now = store.now(clock()).astimezone()
        return Own(store, every, algorithm(session), now, settings.day_starts, finished)


def the_group(session: Session) -> Group:
    """The group that the learner is in.

    Raises:
        QuizkitError: there is none.
    """
    member = read_member(_file())
    if member is None or not member.folder:
        raise QuizkitError(
            "you are in no group",
            hint="quizkit group join DIR --as NAME, with DIR shared by all",
            zh="你还没有加入小组",
            hint_zh="quizkit group join DIR --as NAME，DIR 是大家共享的文件夹",
        )
    return Group(session, member)


def join(
    session: Session,
    folder: Path,
    name: str,
    share: str,
    *,
    typed: bool,
    finished: bool,
    take: bool,
) -> Group:
    """Become a member under a name; who is one already changes what is shared.

    Raises:
        QuizkitError: the name cannot be, or is taken; the folder is not there; another group.
    """
    root = folder.expanduser().resolve()
    try:
        kept = checked(name)
    except BadName as error:
        raise QuizkitError(f"{name!r} is no name of a member: {error}") from error
    before = read_member(_file())
    if before and before.folder and (before.folder, before.name) != (str(root), kept):
        raise QuizkitError(
            f"you are {before.name} in another group, or under another name",
            place=Place(Path(before.folder)),
            hint="quizkit group leave, then join",
        )
    number = before.id if before else os.urandom(16).hex()
    member = Member(number, kept, str(root), Share(share), typed, finished, take)
    group = Group(session, member)
    reader = group.reader()
    take_name(group.folder, reader, member)
    write_member(_file(), member)
    return group


def leave(session: Session) -> str:
    """Leave the group; return what became of it. Where its folder is gone, that is no hindrance."""
    group = the_group(session)
    told = f"you have left {group.member.folder}"
    try:
        say_goodbye(group.member, group.reader())
    except QuizkitError as error:
        told = f"{told}; the others could not be told: {error}"
    write_member(_file(), replace(group.member, folder=""))
    return told


def home_folder() -> Folder:
    """The learner's own data."""
    return Folder(data_dir())


def notices_of(found: Found) -> list[tuple[str, str]]:
    """What was skipped in a folder, and why."""
    told = list(found.skipped)
    for member in found.members:
        told += [(f"{member.file}:{number}", reason) for number, reason in member.reasons]
        if more := member.refused - len(member.reasons):
            told.append((member.file, f"{more} more lines were skipped"))
    return told


# -----------------------------------------------------------------------------------------------


def _is_finished(session: Session, store: Store) -> bool:
    from quizkit.practice.overview import overview
    from quizkit.schedule import Day

    day = Day.of(store.now(clock()), starts=session.settings().day_starts)
    found = overview(loaded(session), store, day, 0)
    return found.answered > 0 and not sum(found.due.values())


def _file() -> Path:
    return data_dir() / FILE_NAME


def _cache() -> Path:
    return cache_dir() / "group"
