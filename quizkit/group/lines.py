"""What a member's file holds, a line each; docs/groups.md describes it.

What is read is data of a stranger: a line that is anything else is refused as a whole.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, cast

from quizkit.group.names import BadName, checked
from quizkit.model.review import Mark, Review, Undo
from quizkit.store.lines import event_of, line_of

MAX_LINE = 20_000
"""Characters; a typed answer has a few thousand."""
MOST = 1_000_000
"""Of anything that is counted."""
TYPED = "typed"
"""The one part of a review's detail that can be shared, and only when asked."""
_ID = re.compile(r"[0-9a-f]{32}")
_TOPIC = re.compile(r"(?:[\w-]{1,40}:)?[\w-]{1,80}")
"""That of an added pack begins with the name of the pack."""


class Share(StrEnum):
    """How much a member lets the others see."""

    NOTHING = "nothing"
    TOPICS = "topics"
    """Counts for each topic and day, and how well each topic is known."""
    CARDS = "cards"
    """Each answer as well: its card, grade, time and seconds."""
    LEFT = "left"
    """The member is in the group no more."""


@dataclass(frozen=True, slots=True, order=True)
class Membership:
    """Who writes this file, and what is shared from here on; the line with the largest `n` holds.

    `member` is 32 hexadecimal digits, drawn when the name was taken.
    """

    n: int
    member: str
    name: str
    share: Share


@dataclass(frozen=True, slots=True, order=True)
class Counted:
    """Answers to a topic on one of the member's days; the largest `n` of a day and topic holds."""

    n: int
    answers: int
    recalled: int


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """The mean probability of recall over a topic's cards on `day`; the largest `n` holds."""

    n: int
    day: date
    recall: float


@dataclass(frozen=True, slots=True)
class OfDay:
    """What was counted on which day of which topic."""

    day: date
    topic: str
    counted: Counted


@dataclass(frozen=True, slots=True)
class OfTopic:
    """How well which topic is known."""

    topic: str
    known: Known


@dataclass(frozen=True, slots=True)
class Finished:
    """On this day nothing that was due was left."""

    day: date


Line = Membership | OfDay | OfTopic | Finished | Review | Undo


def write(line: Line, *, typed: bool = False) -> str:
    """One line, without its end; of a review's detail nothing goes along, or what was typed."""
    match line:
        case Review():
            words = line.detail.get(TYPED)
            kept = {TYPED: words} if typed and isinstance(words, str) else {}
            bare = replace(line, detail=kept, clock=None, content="")
            told = line_of(bare)
            return told if len(told) <= MAX_LINE else line_of(replace(bare, detail={}))
        case Undo():
            return line_of(replace(line, clock=None))
        case Membership():
            said = {"line": "member", "n": line.n, "member": line.member, "name": line.name}
            said |= {"share": line.share.value}
        case OfDay():
            n, answers, recalled = line.counted.n, line.counted.answers, line.counted.recalled
            said = {"line": "day", "n": n, "day": line.day.isoformat(), "topic": line.topic}
            said |= {"answers": answers, "recalled": recalled}
        case OfTopic():
            known = line.known
            said = {"line": "topic", "n": known.n, "day": known.day.isoformat()}
            said |= {"topic": line.topic, "recall": known.recall}
        case Finished():
            said = {"line": "finished", "day": line.day.isoformat()}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def read(text: str, number: int = 0) -> Line:
    """Read what `write` wrote, as the line of that number in its file.

    A doctored line may have the largest `n` that is read; its member writes the next one further
    down, where one more is read, and so is heard again.

    Raises:
        ValueError: with the reason, for anything else.
    """
    if len(text) > MAX_LINE:
        raise ValueError(f"the line is longer than {MAX_LINE} characters")
    if text.startswith('{"event"'):
        return _event(text)
    try:
        said: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError("it is not JSON") from error
    if not isinstance(said, dict):
        raise ValueError("it is not a JSON object")  # noqa: TRY004  the one error that says why
    members = cast(dict[str, Any], said)
    form: object = members.pop("line", None)
    if not isinstance(form, str) or form not in _FORMS:
        raise ValueError(f"it is a line of no known form: {ascii(form)[:40]}")
    keys, build = _FORMS[form]
    if members.keys() != set(keys.split()):
        raise ValueError(f"a line of the form {form!r} has {keys}")
    if "n" in members:
        _ = _count(members, "n", MOST + number)
    return build(members)


def _event(text: str) -> Review | Undo:
    event = event_of(text)
    if isinstance(event, Mark):
        raise ValueError("a group shares no marks")  # noqa: TRY004  as every fault of a line
    if isinstance(event, Review) and not set(event.detail) <= {TYPED}:
        raise ValueError("a group shares nothing of a detail but what was typed")
    return event


def _membership(said: Mapping[str, Any]) -> Membership:
    member = _text(said, "member")
    if not _ID.fullmatch(member):
        raise ValueError("member is not 32 hexadecimal digits")
    try:
        name = checked(_text(said, "name"))
    except BadName as error:
        raise ValueError(str(error)) from error
    try:
        share = Share(_text(said, "share"))
    except ValueError:
        raise ValueError(f"share is none of {', '.join(Share)}") from None
    return Membership(said["n"], member, name, share)


def _of_day(said: Mapping[str, Any]) -> OfDay:
    answers, recalled = _count(said, "answers"), _count(said, "recalled")
    if recalled > answers:
        raise ValueError("more was recalled than answered")
    return OfDay(_day(said), _topic(said), Counted(said["n"], answers, recalled))


def _of_topic(said: Mapping[str, Any]) -> OfTopic:
    recall = said["recall"]
    if type(recall) not in (int, float) or not 0 <= recall <= 1:
        raise ValueError("recall is no number from 0 to 1")
    return OfTopic(_topic(said), Known(said["n"], _day(said), float(recall)))


def _finished(said: Mapping[str, Any]) -> Finished:
    return Finished(_day(said))


_FORMS: dict[str, tuple[str, Callable[[Mapping[str, Any]], Line]]] = {
    "member": ("n member name share", _membership),
    "day": ("n day topic answers recalled", _of_day),
    "topic": ("n day topic recall", _of_topic),
    "finished": ("day", _finished),
}


def _text(said: Mapping[str, Any], key: str) -> str:
    if not isinstance(said[key], str):
        raise ValueError(f"{key} is no text")  # noqa: TRY004  the one error that says why
    return said[key]


def _topic(said: Mapping[str, Any]) -> str:
    topic = _text(said, "topic")
    if not _TOPIC.fullmatch(topic):
        raise ValueError("topic is no name of a topic")
    return topic


def _count(said: Mapping[str, Any], key: str, most: int = MOST) -> int:
    if type(said[key]) is not int or not 0 <= said[key] <= most:
        raise ValueError(f"{key} is no number from 0 to {most}")
    return said[key]


def _day(said: Mapping[str, Any]) -> date:
    text = _text(said, "day")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if day.isoformat() != text or day.year < 1970:
        raise ValueError("day is no date as 2026-03-01, from 1970 on")
    return day
