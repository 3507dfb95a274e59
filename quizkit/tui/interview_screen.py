"""The interview: a question, a clock, and no answer until it is over."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quizkit.errors import QuizkitError
from quizkit.model.question import Question
from quizkit.model.text import Lang, Text
from quizkit.practice import Choose, Write
from quizkit.practice.interview import Exchange, Room, Went
from quizkit.practice.interview.words import (
    SPEAK,
    TAKING_NOTES,
    TIME_IS_UP,
    TITLE,
    TURNS,
    WENT,
    standing,
)
from quizkit.practice.words import error_told, one
from quizkit.tui.entries import NotYet
from quizkit.tui.entries.choose import ChooseEntry
from quizkit.tui.entries.entry import Entry
from quizkit.tui.entries.write import WriteEntry
from quizkit.tui.inline import inline, notice
from quizkit.tui.interview_base import InterviewBase
from quizkit.tui.interview_words import (
    DO_NOT_KNOW,
    END,
    END_AGAIN,
    HAND_IN,
    HOW_IT_WENT,
    KEYS,
    LEAVE,
    LEAVE_FIELD,
    TO_THE_FIELD,
)
from quizkit.tui.keys import Key, Keys
from quizkit.tui.leaving import behind
from quizkit.tui.top import Top
from quizkit.tui.words import HELP, LANGUAGES

TICK = 0.5
"""Seconds between two looks at the clock."""
FELT = (Went.WELL, Went.PARTLY, Went.NOT)
RATE = Choose(tuple(WENT[felt] for felt in FELT), (0, 1, 2))


@dataclass(frozen=True, slots=True)
class _Asked:
    """The question that waits for an answer, since `since` on the room's watch."""

    exchange: Exchange
    question: Question
    since: float


class InterviewScreen(InterviewBase):
    """One question after the other; then the report, on a screen of its own."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", show=False),
        *(Binding(digit, f"digit({digit})", show=False) for digit in "123"),
        Binding("k", "pass", show=False),
        Binding("e", "end", show=False),
        Binding("escape", "leave_field", show=False),
    ]
    KEYS = KEYS

    def __init__(self, room: Room, notice: Text | None = None) -> None:
        """`notice` is told above the first question."""
        super().__init__(room.lang)
        self._room = room
        self._interview = room.interview
        self._notice = notice
        self._asked: _Asked | None = None
        self._ending = False

    def compose(self) -> ComposeResult:
        """Head, question, field, keys."""
        with Vertical(classes="interview"):
            yield Top()
            with VerticalScroll(id="card"):
                yield Static(id="notice", markup=False)
                yield Static(id="kind", markup=False)
                yield Static(id="question", markup=False)
                yield Static(id="speak", markup=False)
                yield ChooseEntry() if self._spoken else WriteEntry()
                yield Static(id="status", markup=False)
            with Vertical(id="foot"):
                yield Keys(id="reveal")
            yield Keys(id="keys")

    def on_mount(self) -> None:
        """Ask the first question; show the clock."""
        _ = self.set_interval(TICK, self._show_time)
        _ = self.call_after_refresh(self._go_on)

    def on_unmount(self) -> None:
        """The interview can be taken up again from its file."""
        self._interview.close()

    # ---- the learner's actions ----------------------------------------------------------------

    async def on_entry_entered(self, message: Entry.Entered) -> None:
        """An answer was handed in, or rated."""
        _ = message.stop()
        try:
            response = self._entry.response()
        except NotYet as error:
            self._tell(error.told)
            return
        if isinstance(response, str):
            self._keep(lambda s, e: self._interview.type(response, seconds=s, elapsed=e))
        elif isinstance(response, int):
            felt = FELT[response]
            self._keep(lambda s, e: self._interview.speak(felt, seconds=s, elapsed=e))

    def action_accept(self) -> None:
        """Back to the field, after it was left."""
        _ = self._entry.take_focus()
        self._show_keys()

    def action_digit(self, digit: int) -> None:
        """Rate what was said aloud."""
        self._entry.digit(digit)

    def action_leave_field(self) -> None:
        """The screen's keys work, and are shown."""
        self._show_keys()

    def action_pass(self) -> None:
        """I do not know."""
        if self._spoken:
            self._keep(lambda s, e: self._interview.speak(Went.NOT, seconds=s, elapsed=e))
        else:
            self._keep(lambda s, e: self._interview.type("", seconds=s, elapsed=e))

    async def action_end(self) -> None:
        """End the interview, when asked twice: there is no way back into it."""
        if self._asked is None:
            return
        if not self._ending:
            self._ending = True
            self._tell(END_AGAIN)
            return
        try:
            self._interview.end(self._room.elapsed)
        except QuizkitError as error:
            self._tell(error_told(error))
            return
        await self._go_on()

    def action_close(self) -> None:
        """Leave; every answer is on the disk."""
        self._room.lang = self._lang
        super().action_close()

    def on_descendant_focus(self) -> None:
        """Which keys work depends on where one is."""
        self._show_keys()

    def on_descendant_blur(self) -> None:
        """As above."""
        self._show_keys()

    # -------------------------------------------------------------------------------------------

    def _keep(self, answer: Callable[[float, float], None]) -> None:
        """Keep an answer, which is then on the disk; then look at it and go on."""
        if self._asked is None:
            return
        elapsed = self._room.elapsed
        try:
            answer(elapsed - self._asked.since, elapsed)
        except QuizkitError as error:
            self._tell(error_told(error))
            return
        self._asked = None
        self._entry.clear()
        _ = self.run_worker(behind(self, self._go_on()))

    async def _go_on(self) -> None:
        """Look at what was typed, in a thread, for it may take a while; then ask, or report."""
        self._asked, self._ending = None, False
        self._tell(TAKING_NOTES)
        try:
            await asyncio.to_thread(self._interview.hold, self._lang)
            exchange = self._interview.ask(self._room.elapsed)
            question = self._interview.question(exchange) if exchange else None
        except QuizkitError as error:
            self._tell(error_told(error))
            return
        if exchange is None or question is None:
            self._report()
            return
        self._asked = _Asked(exchange, question, self._room.elapsed)
        await self.show()
        self._card.scroll_home(animate=False)

    def _report(self) -> None:
        from quizkit.tui.interview_report_screen import InterviewReportScreen

        self._room.lang = self._lang
        _ = self.app.push_screen(InterviewReportScreen(self._room), self._reported)

    def _reported(self, lang: Lang | None) -> None:
        self._lang = lang or self._lang
        self.action_close()

    @property
    def _spoken(self) -> bool:
        return self._interview.record.setup.spoken

    @property
    def _entry(self) -> Entry:
        return self.query_one(Entry)

    @property
    def _card(self) -> VerticalScroll:
        return self.query_one("#card", VerticalScroll)

    # ---- writing the page -----------------------------------------------------------------------

    async def show(self) -> None:
        """Write everything anew, in the learner's language."""
        asked, lang = self._asked, self._lang
        if asked is None:
            return
        with self.app.batch_update():
            told = [self._notice] if self._notice else []
            told += self._room.notices
            self._write("notice", notice("\n".join(one(text, lang) for text in told)))
            dots = "●" * asked.question.difficulty + "○" * (5 - asked.question.difficulty)
            turn = (one(TURNS[asked.exchange.move], lang), "bold ansi_cyan")
            where = (f" · {asked.question.topic} · {dots}", "dim")
            self._write("kind", Content.assemble(turn, where))
            self._write("question", inline(asked.question.question.read(lang)))
            self._write("speak", Content(SPEAK.read(lang)) if self._spoken else None)
            await self._entry.show(RATE if self._spoken else Write(), lang)
            self._write("status", None)
            if not self._entry.take_focus():
                _ = self._card.focus()
            self._show_time()
            self._show_keys(typing=not self._spoken)

    def _show_time(self) -> None:
        """The clock; that time is up is said once it is."""
        elapsed, total = self._room.elapsed, self._interview.record.setup.seconds
        left = self._interview.plan(elapsed).left
        count = one(standing(elapsed, total, left), self._lang)
        done = min(elapsed, total)
        self.query_one(Top).show(one(TITLE, self._lang), count, round(done), round(total - done))
        status = self.query_one("#status", Static)
        if elapsed >= total and self._asked and not status.display:
            self._tell(TIME_IS_UP)

    def _show_keys(self, *, typing: bool | None = None) -> None:
        """`typing` says where the focus is about to be; None: look."""
        lang = self._lang
        if typing is None:
            typing = self._entry.has_focus_within
        first: Key = ("enter", one(TO_THE_FIELD, lang), "accept")
        if self._spoken:
            first = ("1 2 3", one(HOW_IT_WENT, lang), "help")
        elif typing:
            first = ("enter", one(HAND_IN, lang), "help")
        self.query_one("#reveal", Keys).show([first])
        keys: list[Key] = [
            ("k", one(DO_NOT_KNOW, lang), "pass"),
            ("e", one(END, lang), "end"),
            ("l", LANGUAGES[self.next_lang], "language"),
            ("?", one(HELP, lang), "help"),
            ("q", one(LEAVE, lang), "close"),
        ]
        if typing:
            keys.insert(0, ("esc", one(LEAVE_FIELD, lang), "leave_field"))
        self.query_one("#keys", Keys).show(keys)

    def _tell(self, text: Text) -> None:
        self._write("status", notice(one(text, self._lang)).stylize_before("ansi_yellow"))

    def _write(self, part: str, content: Content | None) -> None:
        static = self.query_one(f"#{part}", Static)
        static.display = bool(content and content.plain)
        static.update(content or "")
