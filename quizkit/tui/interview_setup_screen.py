"""Before an interview: how long, in which form, about what; or the one that was interrupted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quizkit.errors import QuizkitError
from quizkit.model.text import Lang, Text
from quizkit.practice.interview import Room
from quizkit.practice.interview.words import TITLE
from quizkit.practice.words import error_told, one
from quizkit.tui.inline import notice
from quizkit.tui.interview_base import InterviewBase
from quizkit.tui.interview_words import (
    BACK,
    BEGIN,
    EVERYTHING,
    FORM,
    HOW_SPOKEN,
    HOW_TYPED,
    INTRODUCTION,
    MINUTES,
    RESUME,
    SETUP_KEYS,
    SPOKEN,
    TOPIC,
    TYPED,
)
from quizkit.tui.keys import Key, Keys
from quizkit.tui.top import Top
from quizkit.tui.words import HELP, LANGUAGES

LENGTHS = (15, 30, 45, 60)
USUAL = 1
"""The place of the length that is chosen at first."""


@dataclass(frozen=True, slots=True)
class Reception:
    """What the screen needs of the room that opened it.

    `begin` takes minutes, whether answers are spoken, the words of the selection and the language;
    `waiting` tells of the interview that was interrupted last, and `resume` goes on with it.
    """

    topics: Sequence[str]
    begin: Callable[[float, bool, Sequence[str], Lang], Room]
    waiting: Callable[[], Text | None]
    resume: Callable[[Lang], Room]


class InterviewSetupScreen(InterviewBase):
    """Three choices, each a key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(i), f"minutes({i - 1})", show=False) for i in range(1, len(LENGTHS) + 1)),
        Binding("t", "form", show=False),
        Binding("left", "topic(-1)", show=False),
        Binding("right", "topic(1)", show=False),
        Binding("enter,space", "begin", show=False),
        Binding("r", "resume", show=False),
        Binding("escape", "close", show=False),
    ]
    KEYS = SETUP_KEYS

    def __init__(self, reception: Reception, lang: Lang) -> None:
        super().__init__(lang)
        self._reception = reception
        self._waiting = reception.waiting()
        self._length = USUAL
        self._spoken = False
        self._topic = 0
        self._complaint: Text | None = None

    def compose(self) -> ComposeResult:
        """Head, choices, keys."""
        with Vertical(classes="interview"):
            yield Top()
            with VerticalScroll(id="card"):
                yield Static(id="notice", markup=False)
                yield Static(id="summary", markup=False)
            with Vertical(id="foot"):
                yield Keys(id="reveal")
            yield Keys(id="keys")

    def on_mount(self) -> None:
        """Show the choices."""
        _ = self.call_after_refresh(self.show)

    # ---- the learner's actions ----------------------------------------------------------------

    async def action_minutes(self, place: int) -> None:
        """How long."""
        self._length = place
        await self.show()

    async def action_form(self) -> None:
        """Typed or spoken."""
        self._spoken = not self._spoken
        await self.show()

    async def action_topic(self, by: int) -> None:
        """One topic, or everything."""
        self._topic = (self._topic + by) % (len(self._reception.topics) + 1)
        await self.show()

    async def action_begin(self) -> None:
        """Begin."""
        words = [self._reception.topics[self._topic - 1]] if self._topic else []
        minutes = float(LENGTHS[self._length])
        await self._enter(lambda: self._reception.begin(minutes, self._spoken, words, self._lang))

    async def action_resume(self) -> None:
        """Go on with the interview that was interrupted."""
        if self._waiting:
            await self._enter(lambda: self._reception.resume(self._lang))

    # -------------------------------------------------------------------------------------------

    async def _enter(self, room: Callable[[], Room]) -> None:
        from quizkit.tui.interview_screen import InterviewScreen

        try:
            opened = room()
        except QuizkitError as error:
            self._complaint = error_told(error)
            await self.show()
            return
        _ = self.app.push_screen(InterviewScreen(opened), self._left)

    def _left(self, lang: Lang | None) -> None:
        self._lang = lang or self._lang
        self.action_close()

    async def show(self) -> None:
        """Write everything anew, in the learner's language."""
        lang = self._lang
        topics = [one(EVERYTHING, lang), *self._reception.topics]
        lengths = [(str(n), f"{i} ") for i, n in enumerate(LENGTHS, 1)]
        forms = [(one(TYPED, lang), ""), (one(SPOKEN, lang), "")]
        lines = [
            Content(INTRODUCTION.read(lang)),
            Content(""),
            _choice("1 2 3 4", one(MINUTES, lang), lengths, self._length),
            _choice("t", one(FORM, lang), forms, int(self._spoken)),
            _choice("← →", one(TOPIC, lang), [(topics[self._topic], "")], 0),
            Content(""),
            Content.styled((HOW_SPOKEN if self._spoken else HOW_TYPED).read(lang), "dim"),
        ]
        self.query_one(Top).show(one(TITLE, lang), "", 0, 1)
        self.query_one("#summary", Static).update(Content("\n").join(lines))
        told = [one(text, lang) for text in (self._waiting, self._complaint) if text]
        above = self.query_one("#notice", Static)
        above.display = bool(told)
        above.update(notice("\n".join(told)))
        first: list[Key] = [("enter", one(BEGIN, lang), "begin")]
        if self._waiting:
            first.append(("r", one(RESUME, lang), "resume"))
        self.query_one("#reveal", Keys).show(first)
        self.query_one("#keys", Keys).show(
            [
                ("l", LANGUAGES[self.next_lang], "language"),
                ("?", one(HELP, lang), "help"),
                ("q", one(BACK, lang), "close"),
            ]
        )


def _choice(key: str, name: str, options: list[tuple[str, str]], chosen: int) -> Content:
    """A line of options with the chosen one marked, in colour and without."""
    parts = [Content.styled(f"{key:<9}", "bold ansi_cyan"), Content(f"{name}  ")]
    for place, (option, digit) in enumerate(options):
        shown = f"[{option}]" if place == chosen else f" {option} "
        parts.append(Content.styled(shown, "bold" if place == chosen else "dim"))
        parts.append(Content(" " if digit else ""))
    return Content("").join(parts)
