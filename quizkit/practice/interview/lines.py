"""The events of an interview as lines of JSON, and the record that they come to.

    began     what was asked for
    asked     a question, and why
    said      the answer to it, as it was given
    held      what a typed answer was held to name
    ticked    the points as the learner corrected them
    ended     no question is to come
    closed    the report is done with; `kept` says whether the answers are in the schedule

Each carries `elapsed`, the seconds of the interview so far, where time passed.
"""

import json
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from quizkit.practice.interview.record import Answer, Exchange, Move, Record, Setup, Went
from quizkit.practice.ticks import Found
from quizkit.store.rows import whole

Said = Mapping[str, Any]


def line_of(said: Said) -> str:
    """One event as one line, without its end."""
    return whole(json.dumps(dict(said), ensure_ascii=False, allow_nan=False))


def began(setup: Setup) -> Said:
    """The first event."""
    return {
        "event": "began",
        "id": setup.id,
        "at": setup.at.isoformat(),
        "minutes": setup.minutes,
        "spoken": setup.spoken,
        "words": list(setup.words),
        "seed": setup.seed,
    }


def record_of(lines: Iterable[str]) -> Record:
    """What the events come to.

    Raises:
        ValueError: a line is none of them, or says what cannot be; the message counts the lines.
    """
    record: Record | None = None
    for number, line in enumerate(lines, 1):
        try:
            said = json.loads(line)
            record = Record(_setup(said)) if record is None else fold(record, said)
        except (KeyError, TypeError, ValueError, RecursionError) as error:
            raise ValueError(f"line {number} is no event of an interview: {error!r}") from error
    if record is None:
        raise ValueError("it is empty")
    return record


def fold(record: Record, said: Said) -> Record:
    """The record with one more event.

    Raises:
        KeyError, TypeError, ValueError: it is none.
    """
    change = _CHANGES[_read(said, "event", str)]
    elapsed = max(record.elapsed, _seconds(said, "elapsed")) if "elapsed" in said else 0.0
    changed = change(record, said)
    return replace(changed, elapsed=elapsed) if elapsed else changed


def _setup(said: Said) -> Setup:
    if _read(said, "event", str) != "began":
        raise ValueError("the first one is not “began”")
    at = datetime.fromisoformat(_read(said, "at", str))
    if at.tzinfo is None:
        raise ValueError("at has no zone")
    minutes = _seconds(said, "minutes")
    words = tuple(str(word) for word in _read(said, "words", list))
    seed = _read(said, "seed", str)
    return Setup(_read(said, "id", str), at, minutes, _read(said, "spoken", bool), words, seed)


def _asked(record: Record, said: Said) -> Record:
    exchange = Exchange(_read(said, "question", str), Move(_read(said, "move", str)))
    return replace(record, exchanges=(*record.exchanges, exchange))


def _said(record: Record, said: Said) -> Record:
    felt = Went(said["felt"]) if "felt" in said else None
    typed = _read(said, "typed", str) if "typed" in said else ""
    answer = Answer(_seconds(said, "seconds"), typed, felt)
    return record.with_answer(_read(said, "question", str), answer)


def _held(record: Record, said: Said) -> Record:
    found = tuple(Found(f) for f in _read(said, "found", list))
    return _answered(record, said, lambda answer: replace(answer, found=found))


def _ticked(record: Record, said: Said) -> Record:
    ticked = tuple(bool(tick) for tick in _read(said, "points", list))
    return _answered(record, said, lambda answer: replace(answer, ticked=ticked))


def _answered(record: Record, said: Said, change: Callable[[Answer], Answer]) -> Record:
    question = _read(said, "question", str)
    for exchange in record.answered:
        if exchange.question == question and exchange.answer:
            return record.with_answer(question, change(exchange.answer))
    raise ValueError(f"{question} was not answered")


def _ended(record: Record, said: Said) -> Record:
    return replace(record, ended=True)


def _closed(record: Record, said: Said) -> Record:
    return replace(record, ended=True, closed=True, kept=_read(said, "kept", bool))


_CHANGES: dict[str, Callable[[Record, Said], Record]] = {
    "asked": _asked,
    "said": _said,
    "held": _held,
    "ticked": _ticked,
    "ended": _ended,
    "closed": _closed,
}


def _read(said: Any, key: str, kind: type) -> Any:
    value = said[key]
    if type(value) is not kind:
        raise TypeError(f"{key} is {value!r}")
    return value


def _seconds(said: Said, key: str) -> float:
    value = said[key]
    if type(value) not in (int, float) or not 0 <= value < math.inf:
        raise ValueError(f"{key} is {value!r}")
    return float(value)
