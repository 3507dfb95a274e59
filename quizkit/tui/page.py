"""The page of a session: what lies where, and how it is written in each state."""

from dataclasses import dataclass
from typing import assert_never

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from quizkit.model.text import Lang, Text
from quizkit.practice import Back, Number, Turn
from quizkit.practice.resting import rest_lines
from quizkit.practice.words import BROKEN, NEW, one
from quizkit.tui.grades import Grades
from quizkit.tui.inline import inline
from quizkit.tui.keys import Key, Keys
from quizkit.tui.number_input import NumberInput
from quizkit.tui.states import Answered, Asked, Measuring, Resting, State
from quizkit.tui.top import Top
from quizkit.tui.words import (
    HELP,
    LANGUAGES,
    LOOK_AGAIN,
    MEASURE,
    MEASURING,
    QUIT,
    SHOW_ANSWER,
    SKIP,
    STOP,
    YOUR_NUMBER,
    progress,
)

MOST_DIFFICULT = 5
SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
TALL = 30
"""Lines from which on there is room for air around the grades."""
TURNS = 10
"""How many strokes the spinner makes in a second."""


@dataclass(frozen=True, slots=True)
class View:
    """What a page shows."""

    state: State
    lang: Lang
    next_lang: Lang
    answered: int
    left: int
    now: float
    """Monotonic seconds, for the time that a check has taken."""


class Page(Vertical):
    """Head, card, the next thing to do, keys.

    What the first card does not show is mounted when it is first needed.
    """

    def compose(self) -> ComposeResult:
        """The parts, from top to bottom."""
        yield Top()
        with VerticalScroll(id="card"):
            yield Static(id="notice", markup=False)
            yield Static(id="kind", markup=False)
            yield Static(id="question", markup=False)
            yield Horizontal(id="entry")
            yield Static(id="status", markup=False)
            yield Vertical(id="back")
            yield Static(id="rest", markup=False)
        with Vertical(id="foot"):
            yield Keys(id="reveal")
        yield Keys(id="keys")

    def on_resize(self, event: Resize) -> None:
        """Give the grades some air where there is room for it."""
        _ = self.query_one("#foot").set_class(event.size.height >= TALL, "-tall")

    @property
    def typed(self) -> str:
        """What stands in the field for a number."""
        return self.query_one(NumberInput).value

    def clear_number(self) -> None:
        """Empty the field for a number."""
        for field in self.query(NumberInput):
            field.clear()

    @property
    def card(self) -> VerticalScroll:
        """The part that scrolls."""
        return self.query_one("#card", VerticalScroll)

    async def show(self, view: View) -> None:
        """Write every part anew, and paint them together."""
        with self.app.batch_update():
            await self._show(view)

    async def _show(self, view: View) -> None:
        state, lang = view.state, view.lang
        turn = None if isinstance(state, Resting) else state.turn
        answered = state if isinstance(state, Answered) else None
        self._show_top(view, turn)
        self._show_front(turn, lang)
        await self._show_entry(state, lang)
        self.show_status(view)
        await self._show_back(answered.back if answered else None, lang)
        self.write("rest", _rest(state, lang) if isinstance(state, Resting) else None)
        await self._show_grades(answered, lang)
        self._show_keys(view)

    def show_status(self, view: View) -> None:
        """How a measurement goes, or why there is none."""
        status: Content | None = None
        match view.state:
            case Measuring(turn=turn, started=started):
                seconds = view.now - started
                stroke = SPINNER[int(seconds * TURNS) % len(SPINNER)]
                check = turn.front.ask.check if isinstance(turn.front.ask, Number) else ""
                status = Content.assemble(
                    (stroke, "ansi_cyan"),
                    f" {one(MEASURING, view.lang)} {check}",
                    (f" · {seconds:.1f} s", "dim"),
                )
            case Answered(failure=failure) if failure:
                status = Content.assemble((failure, "ansi_red"), "\n\n", BROKEN.read(view.lang))
            case _:
                pass
        self.write("status", status)

    def show_complaint(self, text: Text, lang: Lang) -> None:
        """What is wrong with the number."""
        self.write("status", Content.styled(text.read(lang), "ansi_yellow"))

    def show_notice(self, text: str) -> None:
        """What the learner has to know; an empty text takes it away."""
        self.write("notice", Content(text))
        if text:
            self.card.scroll_home(animate=False)

    def write(self, part: str, content: Content | None) -> None:
        """Write one part of the card; nothing takes it away."""
        static = self.query_one(f"#{part}", Static)
        static.display = bool(content and content.plain)
        static.update(content or "")

    # -------------------------------------------------------------------------------------------

    def _show_top(self, view: View, turn: Turn | None) -> None:
        count = one(progress(view.answered, view.left), view.lang)
        topic = turn.question.topic if turn else "quizkit"
        self.query_one(Top).show(topic, count, view.answered, view.left)

    def _show_front(self, turn: Turn | None, lang: Lang) -> None:
        if turn is None:
            self.write("kind", None)
            self.write("question", None)
            return
        difficulty = turn.question.difficulty
        dots = "●" * difficulty + "○" * (MOST_DIFFICULT - difficulty)
        new = f" · {one(NEW, lang)}" if turn.is_new else ""
        kind = (one(turn.kind.title, lang), "bold ansi_cyan")
        self.write("kind", Content.assemble(kind, (f"{new} · {dots}", "dim")))
        self.write("question", inline(turn.front.prompt.read(lang)))

    async def _show_entry(self, state: State, lang: Lang) -> None:
        shown = isinstance(state, Asked) and isinstance(state.turn.front.ask, Number)
        place = self.query_one("#entry", Horizontal)
        place.display = shown
        if not shown:
            _ = self.card.focus()
            return
        if not place.children:
            await place.mount(Static(id="entry-label", markup=False), NumberInput())
        self.write("entry-label", Content(one(YOUR_NUMBER, lang)))
        _ = self.query_one(NumberInput).focus()

    async def _show_grades(self, answered: Answered | None, lang: Lang) -> None:
        if answered and not self.query(Grades):
            await self.query_one("#foot", Vertical).mount(Grades())
        for grades in self.query(Grades):
            grades.display = answered is not None
            if answered:
                grades.show(answered.spans, lang, answered.back.suggested)

    async def _show_back(self, back: Back | None, lang: Lang) -> None:
        place = self.query_one("#back", Vertical)
        place.display = back is not None
        if back is None:
            return
        from quizkit.tui.answer import AnswerText, FigureView

        if not place.children:
            await place.mount(FigureView(), AnswerText())
        place.query_one(FigureView).show(back.figure)
        await place.query_one(AnswerText).show(back.answer.read(lang))

    def _show_keys(self, view: View) -> None:
        lang = view.lang
        first = self.query_one("#reveal", Keys)
        todo = _next_key(view.state, lang)
        first.display = todo is not None
        first.show([todo] if todo else [])
        keys: list[Key] = [
            ("l", LANGUAGES[view.next_lang], "language"),
            ("?", one(HELP, lang), "help"),
            ("q", one(QUIT, lang), "quit"),
        ]
        if isinstance(view.state, Answered) and view.state.failure:
            keys.insert(0, ("s", one(SKIP, lang), "skip"))
        self.query_one("#keys", Keys).show(keys)


def _rest(state: Resting, lang: Lang) -> Content:
    headline, *others = (line.read(lang) for line in rest_lines(state.rest, state.now))
    return Content("\n\n").join([Content.styled(headline, "bold"), *map(inline, others)])


def _next_key(state: State, lang: Lang) -> Key | None:
    """The one thing to do next; None where it is to grade."""
    match state:
        case Asked(turn=turn) if isinstance(turn.front.ask, Number):
            return ("enter", one(MEASURE, lang), "go_on")
        case Asked():
            return ("space", one(SHOW_ANSWER, lang), "go_on")
        case Measuring():
            return ("esc", one(STOP, lang), "stop")
        case Resting():
            return ("space", one(LOOK_AGAIN, lang), "go_on")
        case Answered():
            return None
        case _:
            assert_never(state)
