"""The union of two logs: what the other one holds and this one does not is added."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from quizkit.model.review import CardId, Event, Undo
from quizkit.store.lines import event_of
from quizkit.store.log import Log


@dataclass(slots=True)
class Imported:
    """How many events were new, how many known; each refused line by its number from 1, and why."""

    added: int = 0
    known: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])


def merge_lines(log: Log, lines: Iterable[str]) -> tuple[Imported, set[CardId]]:
    """Add the events of JSON Lines; return also the cards, as the log names them, that they touch.

    An event is known by its id. An empty line is no event.
    """
    imported, touched = Imported(), set[CardId]()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            event = event_of(line)
            known = log.find(event.id)
            if known is not None and known != event:
                raise ValueError(f"the log holds another event with the id {event.id}")  # noqa: TRY301
        except ValueError as error:
            imported.refused.append((number, str(error)))
            continue
        if known is not None:
            imported.known += 1
            continue
        log.add(event)
        imported.added += 1
        touched |= _touched(log, event)
    return imported, touched


def _touched(log: Log, event: Event) -> set[CardId]:
    """The card whose schedule an event may change; an undo may come before what it undoes."""
    about = log.find(event.undoes) if isinstance(event, Undo) else event
    return set() if about is None or isinstance(about, Undo) else {about.card}
