"""Home: what today holds, the topics and how they stand, and the way to everything else."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static

from quizkit.errors import QuizkitError
from quizkit.model.text import Lang, Text
from quizkit.practice import AS_USUAL, Limits, Selection
from quizkit.practice.messages import today
from quizkit.practice.overview import Overview, Standing
from quizkit.practice.words import error_told, one
from quizkit.tui.home_words import (
    AHEAD_DAYS,
    HEADS,
    KEYS,
    MOUSE,
    PRACTISE,
    ROOMS,
    TODAY,
    failed_health,
)
from quizkit.tui.house import House
from quizkit.tui.inline import notice
from quizkit.tui.keys import Key, Keys
from quizkit.tui.leaving import behind
from quizkit.tui.table import Column, fitting, row
from quizkit.tui.words import HELP, LANGUAGES, QUIT

if TYPE_CHECKING:
    from quizkit.verify.health import Health

BAR = 10
"""Cells of the bar that shows mastery."""
ACTIONS = {
    "space": "practise",
    "enter": "topic",
    "a": "ahead",
    "c": "cram",
    "f": "failed",
}
"""The screen's action behind each key."""
COLUMNS = (Column(24), Column(5, right=True), Column(9, right=True), Column(16), Column(12))
"""Topic, due, new of all questions, mastery, verified claims; in a narrow window the first ones."""
BESIDE = 6
"""Columns of the terminal beside a line of the table."""


class HomeScreen(Screen[None]):
    """One page; what takes longer is filled in when it is known."""

    CSS_PATH = "home.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "practise", show=False),
        Binding("a", "ahead", show=False),
        Binding("c", "cram", show=False),
        Binding("f", "failed", show=False),
        *(Binding(key, f"room({key!r})", show=False) for key in ROOMS),
        Binding("l", "language", show=False),
        Binding("question_mark", "help", show=False),
        Binding("q,escape", "quit", show=False),
    ]

    def __init__(self, house: House) -> None:
        super().__init__()
        self._house = house
        self._overview = Overview((), {}, 0, 0)
        self._standings: Mapping[str, Standing] = {}
        self._health: Mapping[str, Health] = {}
        self._complaint: Text | None = None

    def compose(self) -> ComposeResult:
        """Head, topics, keys."""
        with Vertical(id="middle"), Vertical(id="home"):
            yield Static(id="today", markup=False)
            yield Static(id="heads", markup=False)
            yield OptionList(id="topics", markup=False, compact=True)
            yield Static(id="complaint", markup=False)
        yield Keys(id="rooms")
        yield Keys(id="keys")

    def on_mount(self) -> None:
        """Show what is known at once; find out the rest behind."""
        self._look()
        _ = self.query_one(OptionList).focus()
        _ = self.call_after_refresh(self._house.when_painted)

    def on_resize(self) -> None:
        """There may be room for more columns now, or for fewer."""
        if self._overview.topics:
            self._show()

    def on_screen_resume(self) -> None:
        """Back from a session: look again."""
        if self.is_mounted:
            self._look()

    # ---- the learner's actions ----------------------------------------------------------------

    def action_practise(self) -> None:
        """Everything that is due, then what is new."""
        self._begin(Selection(), AS_USUAL)

    def action_topic(self) -> None:
        """What is due and new of the topic under the cursor."""
        self._begin(self._chosen(), AS_USUAL)

    def action_ahead(self) -> None:
        """Also what is due within some days."""
        self._begin(self._chosen(), Limits(ahead=AHEAD_DAYS))

    def action_cram(self) -> None:
        """All of the topic once."""
        self._begin(self._chosen(), Limits(cram=True))

    def action_failed(self) -> None:
        """What was failed lately, once."""
        self._begin(Selection(failed=True), Limits(cram=True))

    def action_room(self, key: str) -> None:
        """Open another screen."""
        if make := self._house.rooms.get(key):
            try:
                screen = make(self._house.lang)
            except QuizkitError as error:
                self._complain(error)
            else:
                _ = self.app.push_screen(screen, self._speak)

    def action_language(self) -> None:
        """Say everything in the next language."""
        order = list(Lang)
        house = self._house
        house.lang = order[(order.index(house.lang) + 1) % len(order)]
        self._show()

    def action_help(self) -> None:
        """Show the keys."""
        from quizkit.tui.help_screen import HelpScreen

        _ = self.app.push_screen(HelpScreen(self._house.lang, KEYS, MOUSE))

    async def action_quit(self) -> None:
        """End the app."""
        _ = await self.app.run_action("quit")

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """Practise one topic."""
        _ = message.stop()
        self.action_topic()

    # -------------------------------------------------------------------------------------------

    def _chosen(self) -> Selection:
        """The topic that is highlighted."""
        place = self.query_one(OptionList).highlighted
        return Selection(() if place is None else (self._overview.topics[place],))

    def _begin(self, selection: Selection, limits: Limits) -> None:
        from quizkit.tui.session_screen import SessionScreen

        try:
            desk = self._house.desk(selection, limits, self._house.lang)
        except QuizkitError as error:
            self._complain(error)
        else:
            _ = self.app.push_screen(SessionScreen(desk))

    def _speak(self, lang: Lang | None) -> None:
        """Go on in the language that another screen was left in."""
        if lang is not None and self._house.lang is not Lang.BOTH:
            self._house.lang = lang
        self._show()

    def _look(self) -> None:
        self._complaint = None
        try:
            self._overview = self._house.overview()
        except QuizkitError as error:
            self._complain(error)
            return
        self._show()
        _ = self.run_worker(behind(self, self._look_closer()), exclusive=True)

    async def _look_closer(self) -> None:
        """What takes longer, one after the other."""
        try:
            self._standings = await asyncio.to_thread(self._house.standings)
            self._show()
            self._health = await asyncio.to_thread(self._house.health)
            self._show()
        except QuizkitError as error:
            self._complain(error)

    def _complain(self, error: QuizkitError) -> None:
        self._complaint = error_told(error)
        self._show_complaint()

    @property
    def _columns(self) -> Sequence[Column]:
        return fitting(COLUMNS, self.app.size.width - BESIDE)

    def _show_complaint(self) -> None:
        told = one(self._complaint, self._house.lang) if self._complaint else ""
        self.query_one("#complaint", Static).update(notice(told).stylize_before("ansi_yellow"))

    def _show(self) -> None:
        self._show_complaint()
        lang, found = self._house.lang, self._overview
        head = Content.styled(one(TODAY, lang), "bold ansi_cyan")
        told = one(today(sum(found.due.values()), found.new_left, found.answered), lang)
        self.query_one("#today", Static).update(Content.assemble(head, "\n", told))
        titles = [Content.styled(one(title, lang), "dim") for title in HEADS]
        self.query_one("#heads", Static).update(row(titles, self._columns))
        options = self.query_one(OptionList)
        place = options.highlighted
        _ = options.clear_options()
        _ = options.add_options([self._line(topic, lang) for topic in found.topics])
        options.highlighted = place if place is not None else 0
        rooms: list[Key] = [(k, one(w, lang), ACTIONS[k]) for k, w in PRACTISE.items()]
        rooms += [
            (k, one(w, lang), f"room({k!r})") for k, w in ROOMS.items() if k in self._house.rooms
        ]
        self.query_one("#rooms", Keys).show(rooms)
        following = list(Lang)[(list(Lang).index(lang) + 1) % len(Lang)]
        self.query_one("#keys", Keys).show(
            [
                ("l", LANGUAGES[following], "language"),
                ("?", one(HELP, lang), "help"),
                ("q", one(QUIT, lang), "quit"),
            ]
        )

    def _line(self, topic: str, lang: Lang) -> Content:
        due = self._overview.due[topic]
        standing, health = self._standings.get(topic), self._health.get(topic)
        cells = [
            Content.styled(topic, "bold" if due else ""),
            Content.styled(str(due), "bold ansi_green" if due else "dim"),
            Content(f"{standing.new}/{standing.questions}" if standing else "…"),
            _bar(standing.mastery.recall) if standing else Content("…"),
            _health(health, lang),
        ]
        return row(cells, self._columns)


def _bar(share: float) -> Content:
    filled = round(BAR * share)
    return Content.assemble(
        ("━" * filled, "ansi_cyan"), ("─" * (BAR - filled), "dim"), f" {share:4.0%}"
    )


def _health(health: "Health | None", lang: Lang) -> Content:
    if health is None:
        return Content("…")
    if health.measured < health.claims:
        return Content.styled(f"{health.measured}/{health.claims}", "dim")
    if health.supported == health.claims:
        return Content.styled(f"✓ {health.claims}", "ansi_green")
    return Content.styled(one(failed_health(health.claims - health.supported), lang), "ansi_red")
