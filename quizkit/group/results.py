"""What a session in one room came to for the others: lines for each, in files of the host's own.

`results/HOST/MEMBER.jsonl` is written by the host alone. The member takes it in, or does not.
"""

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


def give(folder: Folder, host: Member, to: str, reviews: Iterable[Review]) -> None:
    """Note answers for a member.

    Raises:
        QuizkitError: nothing was noted.
    """
    file = f"{RESULTS}/{host.name}/{to}{ENDING}"
    folder.append(file, [line_of(review) for review in reviews])


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


def _review(raw: bytes) -> Review | None:
    try:
        event = event_of(raw.decode()) if len(raw) <= MAX_LINE else None
    except ValueError:
        return None
    return event if isinstance(event, Review) else None
