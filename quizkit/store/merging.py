"""The union of two logs: what the other one holds and this one does not is added."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from quizkit.model.review import CardId, Event, Undo
from quizkit.store.lines import event_of
from quizkit.store.log import Log

Numbered = list[tuple[int, Event]]
"""Events with the numbers of their lines, from 1."""


@dataclass(slots=True)
class Imported:
    """How many events were new, how many known; each refused line by its number from 1, and why."""

    added: int = 0
    known: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])


def read_lines(lines: Iterable[str], imported: Imported) -> Numbered:
    """The events of JSON Lines; what is none is refused. An empty line is no event."""
    events: Numbered = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                events.append((number, event_of(line)))
            except ValueError as error:
                imported.refused.append((number, str(error)))
    return events


def add_unknown(log: Log, events: Numbered, imported: Imported) -> set[CardId]:
    """Add the events that the log lacks; return the cards, as it names them, that they touch.

    An event is known by its id.
    """
    touched = set[CardId]()
    for number, event in events:
        if not log.holds(event.id):
            log.add(event)
            imported.added += 1
            touched |= _touched(log, event)
        elif log.find(event.id) == event:
            imported.known += 1
        else:
            reason = f"the log holds another event with the id {event.id}"
            imported.refused.append((number, reason))
    imported.refused.sort()
    return touched


def _touched(log: Log, event: Event) -> set[CardId]:
    """The card whose schedule an event may change; an undo may come before what it undoes."""
    about = log.find(event.undoes) if isinstance(event, Undo) else event
    return set() if about is None or isinstance(about, Undo) else {about.card}
