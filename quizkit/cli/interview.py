"""`quizkit interview`: a mock interview."""

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quizkit.cli.opening import clock
from quizkit.cli.reading import ReadBy
from quizkit.cli.session import Session
from quizkit.cli.terminal import hold, is_plain
from quizkit.errors import Place, QuizkitError
from quizkit.model.text import Lang, Text

if TYPE_CHECKING:
    from quizkit.cli.learner import Learner
    from quizkit.practice.interview import Interview, Room
    from quizkit.tui.interview_setup_screen import Reception

MINUTES = 30.0
LONGEST = 240.0


def interview(
    context: typer.Context,
    topics: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TOPIC]...", help="Topics, questions or globs; else all."),
    ] = None,
    minutes: Annotated[
        float | None,
        typer.Option(min=0.1, max=LONGEST, metavar="N", help="How long it takes; 30 if left out."),
    ] = None,
    spoken: Annotated[
        bool | None,
        typer.Option(
            "--spoken/--typed",
            help="Answer aloud and tick the points at the end, or in writing (the default).",
        ),
    ] = None,
    lang: Annotated[Lang | None, typer.Option(help="The language to begin with.")] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write the report here as well."),
    ] = None,
    seed: Annotated[
        str | None,
        typer.Option(metavar="WORD", help="The same word, the same answers: the same questions."),
    ] = None,
    matcher: ReadBy = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the interview that was interrupted last.")
    ] = False,
) -> None:
    """Be interviewed: follow-ups by how you answer, a clock, and no answer shown until the end."""
    from quizkit.cli.learner import learner

    session: Session = context.obj
    asked = Asked(minutes, spoken, tuple(topics or ()), seed)
    if resume and asked != Asked():
        raise QuizkitError(
            "--resume: an interview goes on as it was begun, with its own minutes, form, seed and "
            "topics",
            zh="--resume：面试按原来的时长、形式、种子和主题继续，不能另行指定",
        )
    _check(output)
    with learner(session, matcher) as this, again(this) if resume else begin(this, asked) as going:
        _run(session, room_of(this, going, session.lang(lang), output))


@dataclass(frozen=True, slots=True)
class Asked:
    """What the learner asks for; what is left out has its default."""

    minutes: float | None = None
    spoken: bool | None = None
    words: tuple[str, ...] = ()
    seed: str | None = None


def begin(this: "Learner", asked: Asked) -> "Interview":
    """A new interview, which begins now."""
    from quizkit.practice.interview import Interview, Setup
    from quizkit.store.rows import event_id

    now = clock()
    setup = Setup(
        id=event_id(now, os.urandom(10)),
        at=now,
        minutes=MINUTES if asked.minutes is None else asked.minutes,
        spoken=bool(asked.spoken),
        words=asked.words,
        seed=os.urandom(8).hex() if asked.seed is None else asked.seed,
    )
    return Interview.begin(this.bank, this.matcher, folder(), setup)


def room_of(this: "Learner", going: "Interview", lang: Lang, output: Path | None = None) -> "Room":
    """The window on an interview, whose time goes on from now."""
    from quizkit.practice.interview import Room

    room = Room(going, this.store, clock, os.urandom, time.monotonic, lang, output)
    this.tell_in(room.notices)
    return room


def folder() -> Path:
    """Where the interviews lie."""
    from quizkit.home import data_dir
    from quizkit.practice.interview import FOLDER

    return data_dir() / FOLDER


def again(this: "Learner") -> "Interview":
    """The interview that was interrupted last.

    Raises:
        QuizkitError: there is none.
    """
    from quizkit.practice.interview import Interview, Journal, unfinished

    path, _ = next(unfinished(folder()), (None, None))
    if path is None:
        raise QuizkitError(
            "no interview was interrupted",
            hint="`quizkit interview` begins a new one",
            zh="没有中断的面试",
            hint_zh="`quizkit interview` 开始一场新的",
        )
    return Interview(this.bank, this.matcher, Journal.reopen(path))


def waiting() -> Text | None:
    """What tells of the interview that was interrupted last, if one was."""
    from quizkit.practice.interview import unfinished
    from quizkit.practice.interview.words import left

    _, record = next(unfinished(folder()), (None, None))
    return left(record) if record else None


def reception(this: "Learner") -> "Reception":
    """What the home screen needs to open an interview."""
    from quizkit.tui.interview_setup_screen import Reception

    def start(minutes: float, spoken: bool, words: Sequence[str], lang: Lang) -> "Room":
        return room_of(this, begin(this, Asked(minutes, spoken, tuple(words))), lang)

    return Reception(
        topics=this.bank.topics,
        begin=start,
        waiting=waiting,
        resume=lambda lang: room_of(this, again(this), lang),
    )


def _check(output: Path | None) -> None:
    """Find out now, not after half an hour, that the report could not be written."""
    if output is None:
        return
    if output.is_dir():
        raise QuizkitError(
            "the report needs a file, and this is a folder",
            place=Place(output),
            zh="报告需要写入文件，而这是文件夹",
        )
    there = output if output.exists() else output.absolute().parent
    if not os.access(there, os.W_OK):
        raise QuizkitError(
            "the report could not be written here",
            place=Place(output),
            hint="name another file",
            zh="报告无法写到这里",
            hint_zh="请换一个文件",
        )


def _run(session: Session, room: "Room") -> None:
    from quizkit.practice.interview.words import left
    from quizkit.practice.words import one

    notice = waiting()
    if is_plain(session):
        from quizkit.cli.interview_plain import PlainInterview

        PlainInterview(room, notice).run()
        return
    from quizkit.tui.interview_app import InterviewApp

    hold(InterviewApp(room, notice))
    record = room.interview.record
    if record.answered and not record.closed:
        typer.echo(one(left(record), room.lang))
