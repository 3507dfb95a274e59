"""An event as one line of JSON, for logs that travel; see docs/review-log.md.

What is read is data of a stranger: it is checked as the tables check it, and a line that says
anything else is refused as a whole.
"""

import json
import math
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, cast

from quizkit.model.review import Action, CardId, Event, Mark, Rating, Review, Undo
from quizkit.store.rows import EPOCH, detail_text, from_ms, to_ms

MAX_LINE = 1_000_000
"""Characters; a typed answer has a few thousand."""
MAX_DEPTH = 32
"""What a detail may nest: it is read again wherever a review is."""
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_SHOWN = 40


def line_of(event: Event) -> str:
    """The event as one line, without its end; what is left out has its default."""
    said: dict[str, object] = {"event": type(event).__name__.lower(), "id": event.id}
    said["at"] = _told_time(event.at)
    if event.clock is not None:
        said["clock"] = _told_time(event.clock)
    match event:
        case Undo():
            said["undoes"] = event.undoes
        case Mark():
            said |= {"card": str(event.card), "action": event.action.value}
            said |= _unless_default(note=event.note, content=event.content)
        case Review():
            said |= {"card": str(event.card), "rating": int(event.rating)}
            said |= _unless_default(seconds=event.seconds, detail=dict(event.detail))
            said |= {} if event.counts else {"counts": False}
            said |= _unless_default(content=event.content)
    return json.dumps(said, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def event_of(line: str) -> Event:
    """Read what `line_of` wrote; raise ValueError, with the reason, for anything else."""
    if len(line) > MAX_LINE:
        raise ValueError(f"the line is longer than {MAX_LINE} characters")
    said = _read(line)
    build = _BUILD.get(cast(str, said.get("event")) if isinstance(said.get("event"), str) else "")
    if build is None:
        raise ValueError(f"event is {_shown(said.get('event'))}, not review, mark or undo")
    fields = _Fields(said)
    event = build(fields)
    fields.refuse_others()
    return event


class _Fields:
    """The members of an object, each taken once under a condition."""

    def __init__(self, said: Mapping[str, Any]) -> None:
        self._said = dict(said)
        del self._said["event"]

    def take(self, name: str, expected: str, read: Callable[[Any], Any], *default: Any) -> Any:
        if name not in self._said:
            if default:
                return default[0]
            raise ValueError(f"{name} is missing")
        value = self._said.pop(name)
        try:
            return read(value)
        except (TypeError, ValueError, OverflowError):
            raise ValueError(f"{name} is {_shown(value)}, not {expected}") from None

    def time(self, name: str, *default: None) -> Any:
        return self.take(name, "a time with its zone, from 1970 on", _time, *default)

    def key(self, name: str) -> str:
        return self.take(name, "a UUID in small letters", _key)

    def text(self, name: str) -> str:
        return self.take(name, "a text", _text, "")

    def card(self) -> CardId:
        return self.take("card", "kind:topic/slug or kind:topic/slug#claim", _card)

    def clock(self, at: datetime) -> datetime | None:
        clock = self.time("clock", None)
        if clock is not None and clock >= at:
            raise ValueError("clock is not before at")
        return clock

    def refuse_others(self) -> None:
        if self._said:
            raise ValueError(f"unknown: {', '.join(map(_shown, sorted(self._said)))}")


def _review(fields: _Fields) -> Review:
    at = fields.time("at")
    return Review(
        id=fields.key("id"),
        card=fields.card(),
        at=at,
        rating=fields.take("rating", "1, 2, 3 or 4", _rating),
        seconds=fields.take("seconds", "a number from 0 on", _seconds, 0.0),
        detail=fields.take("detail", f"an object at most {MAX_DEPTH} deep", _object, {}),
        clock=fields.clock(at),
        counts=fields.take("counts", "true or false", _truth, True),
        content=fields.text("content"),
    )


def _mark(fields: _Fields) -> Mark:
    at = fields.time("at")
    return Mark(
        id=fields.key("id"),
        card=fields.card(),
        at=at,
        action=fields.take("action", f"one of {', '.join(Action)}", _action),
        note=fields.text("note"),
        content=fields.text("content"),
        clock=fields.clock(at),
    )


def _undo(fields: _Fields) -> Undo:
    at = fields.time("at")
    key, undoes = fields.key("id"), fields.key("undoes")
    if key == undoes:
        raise ValueError("it undoes itself")
    return Undo(key, at, undoes, fields.clock(at))


_BUILD: dict[str, Callable[[_Fields], Event]] = {"review": _review, "mark": _mark, "undo": _undo}


def _read(line: str) -> dict[str, Any]:
    try:
        _ = line.encode()
        said: object = _DECODER.decode(line)
        if "\\u" in line:
            _ = json.dumps(said, ensure_ascii=False).encode()  # an escape may be a lone surrogate
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    except UnicodeEncodeError as error:
        raise ValueError(f"it is not Unicode: {error.reason}") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"it is not JSON: {error.msg} at character {error.pos + 1}") from None
    except ValueError as error:
        raise ValueError(f"it is not JSON: {error}") from None
    if not isinstance(said, dict):
        raise ValueError("it is not a JSON object")  # noqa: TRY004  the one error that says why
    return cast(dict[str, Any], said)


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")


_DECODER = json.JSONDecoder(parse_constant=_no_number)
"""One for all lines: `json.loads` would make one for each, a tenth of the time to read it."""


def _told_time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _time(value: Any) -> datetime:
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None or moment < EPOCH:
        raise ValueError
    return from_ms(to_ms(moment))


def _key(value: Any) -> str:
    if not _ID.fullmatch(value):
        raise ValueError
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _card(value: Any) -> CardId:
    card = CardId.parse(_text(value))
    if str(card) != value or not value.isprintable():
        raise ValueError
    return card


def _rating(value: Any) -> Rating:
    if type(value) is not int:
        raise TypeError
    return Rating(value)


def _seconds(value: Any) -> float:
    if type(value) not in (int, float) or not 0 <= float(value) < math.inf:
        raise ValueError
    return float(value)


def _object(value: Any) -> dict[str, object]:
    if not isinstance(value, dict) or not _is_shallow(cast(object, value), MAX_DEPTH):
        raise TypeError
    detail = cast(dict[str, object], value)
    _ = detail_text(detail)  # refuses 1e999, which JSON can say and no table holds
    return detail


def _is_shallow(value: object, depth: int) -> bool:
    if isinstance(value, dict):
        inside = list(cast(dict[str, object], value).values())
    elif isinstance(value, list):
        inside = cast(list[object], value)
    else:
        return True
    return depth > 0 and all(_is_shallow(one, depth - 1) for one in inside)


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _action(value: Any) -> Action:
    return Action(_text(value))


def _unless_default(**said: object) -> dict[str, object]:
    return {name: value for name, value in said.items() if value}


def _shown(value: Any) -> str:
    text = ascii(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
