"""The report of an interview: a summary, then each question with its points to be corrected."""

from collections.abc import Callable
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quizkit.errors import QuizkitError
from quizkit.model.text import Text
from quizkit.practice.interview import Item, Report, Room, report
from quizkit.practice.interview.words import (
    DO_NOT_KNOW,
    NOT_KEPT,
    NOTHING_ANSWERED,
    NOTHING_TO_REVISIT,
    REVISIT,
    SAID_ALOUD,
    STRENGTHS,
    TITLE,
    WHY,
    YOUR_ANSWER,
    clock,
    kept,
    points_of,
    strengths,
    summary,
    written,
)
from quizkit.practice.words import GRADES, error_told, one
from quizkit.tui.answer import AnswerText
from quizkit.tui.inline import inline, notice
from quizkit.tui.interview_base import InterviewBase
from quizkit.tui.interview_words import (
    BACK,
    NO_SCHEDULE,
    REPORT_KEYS,
    SUMMARY,
    TO_SCHEDULE,
    TURN,
    page_of,
)
from quizkit.tui.keys import Key, Keys
from quizkit.tui.points import Points
from quizkit.tui.top import Top
from quizkit.tui.words import HELP, LANGUAGES

ROOM = 18
"""Columns of a line of the summary beside the points and the question."""


class InterviewReportScreen(InterviewBase):
    """Page 0 is the summary; the others are the questions in their order."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", show=False),
        Binding("right", "turn(1)", show=False),
        Binding("space", "page", show=False),
        *(Binding(letter, f"tick({i})", show=False) for i, letter in enumerate("abcdef")),
        Binding("enter", "keep", show=False),
        Binding("x", "discard", show=False),
        Binding("escape", "close", show=False),
    ]
    KEYS = REPORT_KEYS

    def __init__(self, room: Room) -> None:
        super().__init__(room.lang)
        self._room = room
        self._interview = room.interview
        self._page = 0
        self._told: list[Text] = [*room.notices]

    def compose(self) -> ComposeResult:
        """Head, page, keys."""
        with Vertical(classes="interview"):
            yield Top()
            with VerticalScroll(id="card"):
                yield Static(id="notice", markup=False)
                yield Static(id="summary", markup=False)
                yield Static(id="kind", markup=False)
                yield Static(id="question", markup=False)
                yield Static(id="told", markup=False)
                yield Points()
                yield AnswerText(id="answer")
            with Vertical(id="foot"):
                yield Keys(id="reveal")
            yield Keys(id="keys")

    def on_mount(self) -> None:
        """Begin with the summary; without an answer there is nothing to do."""
        if not self._interview.record.answered:
            self._told = [NOTHING_ANSWERED]
            self._try(lambda: self._interview.finish(kept=False))
        _ = self.call_after_refresh(self.show)

    # ---- the learner's actions ----------------------------------------------------------------

    async def action_turn(self, by: int) -> None:
        """The page before, or the next one."""
        self._page = min(max(0, self._page + by), len(self._report.items))
        await self.show()
        self.query_one("#card", VerticalScroll).scroll_home(animate=False)

    def action_page(self) -> None:
        """Read on."""
        self.query_one("#card", VerticalScroll).scroll_page_down(animate=False)

    async def action_tick(self, place: int) -> None:
        """Change the tick of a point, as long as the answers are not in the schedule."""
        item = self._item
        if item is None or place >= len(item.ticks.points) or self._interview.record.closed:
            return
        ticked = item.ticks.toggled(place).ticked
        self._try(lambda: self._interview.tick(item.question.id, ticked))
        await self.show()

    async def on_points_ticked(self, message: Points.Ticked) -> None:
        """A point was clicked."""
        await self.action_tick(message.place)

    async def action_keep(self) -> None:
        """Put the answers into the schedule, and write the report; again: leave."""
        if self._interview.record.closed:
            self.action_close()
            return
        self._room.lang = self._lang
        self._told = []
        self._try(lambda: self._told.append(kept(self._room.keep())))
        await self._done()

    async def action_discard(self) -> None:
        """Write the report, and leave the schedule as it is."""
        if self._interview.record.closed:
            return
        self._room.lang = self._lang
        self._told = []
        self._try(self._room.discard, NOT_KEPT)
        await self._done()

    def action_close(self) -> None:
        """Leave; a report that was not closed waits."""
        self._room.lang = self._lang
        super().action_close()

    # -------------------------------------------------------------------------------------------

    async def _done(self) -> None:
        if self._interview.record.closed:
            self._told.append(written(str(self._room.written)))
            self._page = 0
        await self.show()
        self.query_one("#card", VerticalScroll).scroll_home(animate=False)

    def _try(self, do: Callable[[], object], done: Text | None = None) -> None:
        """Do something that the disk may refuse, and tell which."""
        try:
            _ = do()
        except QuizkitError as error:
            self._told = [error_told(error)]
        else:
            self._told += [done] if done else []

    @property
    def _report(self) -> Report:
        return report(self._interview)

    @property
    def _item(self) -> Item | None:
        return self._report.items[self._page - 1] if self._page else None

    # ---- writing the page -----------------------------------------------------------------------

    async def show(self) -> None:
        """Write everything anew, in the learner's language."""
        found, item, lang = self._report, self._item, self._lang
        pages = len(found.items)
        with self.app.batch_update():
            place = one(page_of(self._page, pages) if item else SUMMARY, lang)
            self.query_one(Top).show(one(TITLE, lang), place, self._page, pages - self._page)
            self._write("notice", notice("\n".join(one(text, lang) for text in self._told)))
            self._write("summary", None if item else self._summary(found))
            self._write("kind", self._head(item) if item else None)
            self._write("question", inline(item.question.question.read(lang)) if item else None)
            self._write("told", self._answer(item) if item else None)
            self.query_one(Points).show(item.ticks if item else None, lang)
            await self.query_one(AnswerText).show(item.question.answer if item else None, lang)
            self._show_keys()
            _ = self.query_one("#card", VerticalScroll).focus()

    def _head(self, item: Item) -> Content:
        lang = self._lang
        grade = (one(GRADES[item.rating], lang), "bold ansi_cyan")
        parts = (
            item.question.topic,
            clock(item.answer.seconds),
            one(WHY[item.exchange.move], lang),
        )
        return Content.assemble(grade, (" · " + " · ".join(parts), "dim"))

    def _answer(self, item: Item) -> Content:
        lang = self._lang
        told = SAID_ALOUD if item.answer.felt else DO_NOT_KNOW
        words = item.answer.typed or one(told, lang)
        return Content.assemble((f"{one(YOUR_ANSWER, lang)}  ", "dim"), words)

    def _summary(self, found: Report) -> Content:
        lang = self._lang
        lines = [Content(line.read(lang).replace("\n\n", "\n")) for line in summary(found)]
        lines.append(Content(""))
        rows = [(one(points_of(item), lang), clock(item.answer.seconds)) for item in found.items]
        wide = max((cell_len(points) for points, _ in rows), default=0)
        for number, (item, (points, time)) in enumerate(zip(found.items, rows, strict=True), 1):
            asked = inline(one(item.question.question, lang))
            room = self.query_one("#card").container_size.width - wide - ROOM
            style = "ansi_yellow" if item.revisit else "ansi_green"
            head = (f"{number:>2}  {points}{' ' * (wide - cell_len(points))}  {time:>5}  ", style)
            lines.append(Content.assemble(head, asked.truncate(room, ellipsis=True)))
        if found.items:
            told = one(strengths(found.strengths), lang)
            lines += [Content(""), Content.assemble((f"{one(STRENGTHS, lang)}  ", "bold"), told)]
            again = ", ".join(item.question.id for item in found.revisit)
            told = again or one(NOTHING_TO_REVISIT, lang)
            lines.append(Content.assemble((f"{one(REVISIT, lang)}  ", "bold"), told))
        return Content("\n").join(lines)

    def _show_keys(self) -> None:
        lang, closed = self._lang, self._interview.record.closed
        first: list[Key] = [("enter", one(BACK if closed else TO_SCHEDULE, lang), "keep")]
        if not closed:
            first.append(("x", one(NO_SCHEDULE, lang), "discard"))
        self.query_one("#reveal", Keys).show(first)
        self.query_one("#keys", Keys).show(
            [
                ("← →", one(TURN, lang), "turn(1)"),
                ("l", LANGUAGES[self.next_lang], "language"),
                ("?", one(HELP, lang), "help"),
                ("q", one(BACK, lang), "close"),
            ]
        )

    def _write(self, part: str, content: Content | None) -> None:
        static = self.query_one(f"#{part}", Static)
        static.display = bool(content and content.plain)
        static.update(content or "")
