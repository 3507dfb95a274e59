"""Events and schedules as the columns of their tables, and the id of an event."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from quizkit.model.memory import Memory, Phase
from quizkit.model.review import Action, CardId, Event, Mark, Rating, Review, Undo

REVIEW = "id, card, at, clock, rating, seconds, detail, counts, content"
MARK = "id, card, at, clock, action, note, content"
UNDO = "id, at, clock, undoes"
MEMORY = "stability, difficulty, phase, step, due, last"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))

Row = tuple[Any, ...]


class Answer(NamedTuple):
    """A review as statistics count it: a tenth of the work of reading all of it.

    `at` is in milliseconds since 1970; `guess` is a prediction's detail, as JSON, else "".
    """

    card: str
    at: int
    rating: int
    seconds: float
    counts: int
    guess: str


def to_ms(moment: datetime) -> int:
    """Whole milliseconds since 1970, exactly (a float of seconds would round)."""
    return (moment - EPOCH) // _MILLISECOND


def from_ms(ms: int) -> datetime:
    """The moment that `to_ms` wrote."""
    return EPOCH + timedelta(milliseconds=ms)


def event_id(at: datetime, random: bytes) -> str:
    """A UUIDv7 (RFC 9562 §5.7): the time, then 74 random bits, so that ids sort by time.

    `random` are 10 bytes; two machines that draw them independently never make the same id.
    """
    draw = int.from_bytes(random[:10], "big")
    number = (to_ms(at) & (1 << 48) - 1) << 80
    number |= 0x7 << 76 | (draw >> 62 & 0xFFF) << 64
    number |= 0b10 << 62 | draw & (1 << 62) - 1
    text = f"{number:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def whole(text: str) -> str:
    """A text that UTF-8 can hold: what a terminal sent broken becomes question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


def detail_text(detail: Mapping[str, object]) -> str:
    """What a card's kind keeps, as JSON; raises ValueError for what JSON cannot hold."""
    return whole(_JSON.encode(dict(detail)))


def event_row(event: Event) -> Row:
    """The columns of `REVIEW`, `MARK` or `UNDO`."""
    clock = None if event.clock is None else to_ms(event.clock)
    at = to_ms(event.at)
    match event:
        case Undo():
            return event.id, at, clock, event.undoes
        case Mark():
            card = str(event.card)
            return event.id, card, at, clock, event.action.value, whole(event.note), event.content
        case Review():
            rating, detail = int(event.rating), detail_text(event.detail)
            tail = (rating, event.seconds, detail, int(event.counts), event.content)
            return event.id, str(event.card), at, clock, *tail


def review_from(row: Row) -> Review:
    """Read the columns of `REVIEW`."""
    key, card, at, clock, rating, seconds, detail, counts, content = row
    return Review(
        id=key,
        card=CardId.parse(card),
        at=from_ms(at),
        rating=Rating(rating),
        seconds=seconds,
        detail=json.loads(detail),
        clock=None if clock is None else from_ms(clock),
        counts=bool(counts),
        content=content,
    )


def mark_from(row: Row) -> Mark:
    """Read the columns of `MARK`."""
    key, card, at, clock, action, note, content = row
    shown = None if clock is None else from_ms(clock)
    return Mark(key, CardId.parse(card), from_ms(at), Action(action), note, content, shown)


def undo_from(row: Row) -> Undo:
    """Read the columns of `UNDO`."""
    key, at, clock, undoes = row
    return Undo(key, from_ms(at), undoes, None if clock is None else from_ms(clock))


def memory_row(memory: Memory) -> Row:
    """The columns of `MEMORY`."""
    return (
        memory.stability,
        memory.difficulty,
        int(memory.phase),
        memory.step,
        to_ms(memory.due),
        to_ms(memory.last),
    )


def memory_from(row: Row) -> Memory:
    """Read the columns of `MEMORY`."""
    stability, difficulty, phase, step, due, last = row
    return Memory(stability, difficulty, Phase(phase), step, from_ms(due), from_ms(last))
