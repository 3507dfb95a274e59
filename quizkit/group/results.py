"""What a session in one room came to for the others: lines for each, in files of the host's own.

`results/HOST/MEMBER.jsonl` is written by the host alone. The member takes it in, or does not.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from quizkit.errors import QuizkitError
from quizkit.group.folder import ENDING, RESULTS, Folder
from quizkit.group.lines import MAX_LINE
from quizkit.group.membership import Member
from quizkit.group.names import BadName, checked
from quizkit.group.reader import AHEAD
from quizkit.model.review import Review
from quizkit.store import Store
from quizkit.store.lines import event_of, line_of

OUTBOX = "group-outbox"
"""The folder among the host's data that keeps what was noted, until the group's has it too."""
MOST = 10_000
"""Answers of one host's sessions; a thousand evenings have fewer."""
MAX_SIZE = 10_000_000
"""Bytes."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Answers that a host noted and the member's log lacks, as JSON Lines.

    `refused` counts lines that are no answers to a card of the bank, or of another time.
    """

    host: str
    lines: tuple[str, ...]
    refused: int


def give(home: Folder, group: Folder, to: str, reviews: Iterable[Review]) -> None:
    """Note answers for a member among the host's own data, from where `deliver` brings them.

    Raises:
        QuizkitError: nothing was noted.
    """
    home.append(f"{_outbox(group)}/{to}{ENDING}", [line_of(review) for review in reviews])


def deliver(home: Folder, group: Folder, host: str) -> int:
    """Bring what was noted into the group's folder, each line once; return how many were new.

    Raises:
        QuizkitError: the folder is not there or cannot be written; what is noted stays noted.
    """
    new = 0
    outbox = _outbox(group)
    for name in home.files(outbox):
        file = f"{RESULTS}/{host}/{name}"
        there = set(_texts(group, file)) if name in group.files(f"{RESULTS}/{host}") else set()
        missing = [line for line in _texts(home, f"{outbox}/{name}") if line not in there]
        if missing:
            group.append(file, missing)
        new += len(missing)
    return new


def waiting(
    folder: Folder, member: Member, questions: Iterable[str], store: Store, now: datetime
) -> list[Waiting]:
    """What the hosts of sessions noted for a member and their log does not hold, by host.

    Raises:
        QuizkitError: the folder is not there.
    """
    asked = set(questions)
    found: list[Waiting] = []
    for host in folder.folders(RESULTS):
        try:
            _ = checked(host)
            lines, refused = _lines(folder, f"{RESULTS}/{host}/{member.name}{ENDING}", asked, now)
        except (BadName, QuizkitError):
            folder.require()
            continue
        fresh = {event: line for event, line in lines.items() if not store.holds(event)}
        if fresh or refused:
            found.append(Waiting(host, tuple(fresh.values()), refused))
    return found


def _lines(
    folder: Folder, file: str, questions: set[str], now: datetime
) -> tuple[dict[str, str], int]:
    """The lines that are answers, by their ids, and how many others there are."""
    if folder.stamp(file).size > MAX_SIZE:
        raise QuizkitError("the file is too large")
    data = folder.read(file, 0, MAX_SIZE)
    lines, refused = dict[str, str](), 0
    for raw in data[: data.rfind(b"\n") + 1].split(b"\n")[:-1]:
        review = _review(raw)
        if review is None or review.card.question not in questions or review.at > now + AHEAD:
            refused += bool(raw.strip())
        elif len(lines) < MOST:
            _ = lines.setdefault(review.id, line_of(review))
    return lines, refused


def _outbox(group: Folder) -> str:
    return f"{OUTBOX}/{hashlib.sha256(str(group.root).encode()).hexdigest()[:16]}"


def _texts(folder: Folder, file: str) -> list[str]:
    """The whole lines of a file."""
    data = folder.read(file, 0, MAX_SIZE)
    whole = data[: data.rfind(b"\n") + 1].decode(errors="replace")
    return [line for line in whole.split("\n") if line]


def _review(raw: bytes) -> Review | None:
    try:
        event = event_of(raw.decode()) if len(raw) <= MAX_LINE else None
    except ValueError:
        return None
    return event if isinstance(event, Review) else None
