"""The page of a session: what lies where, and how it is written in each state."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content, Span
from textual.events import Resize
from textual.widgets import Static

from quizkit.model.text import Lang, Text
from quizkit.practice import Front, Turn
from quizkit.practice.messages import CHANGED
from quizkit.practice.resting import rest_lines
from quizkit.practice.words import NEW, one
from quizkit.tui.entries import Entry, entry_type
from quizkit.tui.grades import Grades
from quizkit.tui.inline import inline, notice
from quizkit.tui.keys import Keys
from quizkit.tui.page_keys import next_keys, other_keys
from quizkit.tui.page_status import status
from quizkit.tui.states import Answered, Asked, Changed, Measuring, Resting, State
from quizkit.tui.top import Top
from quizkit.tui.words import progress

MOST_DIFFICULT = 5
NOTHING = Content("")
TALL = 30
"""Lines from which on there is room for air around the grades."""


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
    can_undo: bool = False


class Page(Vertical):
    """Head, card, the next thing to do, keys.

    What the first card does not show is mounted when it is first needed.
    """

    def __init__(self) -> None:
        super().__init__()
        self._entry: Entry | None = None
        self._notices: Sequence[Text] = ()
        self._written: dict[str, tuple[str, tuple[Span, ...]]] = {}

    def compose(self) -> ComposeResult:
        """The parts, from top to bottom."""
        yield Top()
        with VerticalScroll(id="card"):
            yield Static(id="notice", markup=False)
            yield Static(id="kind", markup=False)
            yield Static(id="question", markup=False)
            yield Static(id="passage", markup=False)
            yield Vertical(id="entry")
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
    def entry(self) -> Entry | None:
        """Where the answer to the card is entered; None where only looking is asked."""
        return self._entry

    @property
    def card(self) -> VerticalScroll:
        """The part that scrolls."""
        return self.query_one("#card", VerticalScroll)

    def clear(self) -> None:
        """Forget what was entered for the card before."""
        for entry in self.query(Entry):
            entry.clear()

    async def show(self, view: View) -> None:
        """Write every part anew, and paint them together."""
        with self.app.batch_update():
            await self._show(view)

    async def _show(self, view: View) -> None:
        state, lang = view.state, view.lang
        turn = None if isinstance(state, Resting) else state.turn
        answered = state if isinstance(state, Answered) else None
        self._show_top(view, turn)
        self._show_notices(lang)
        self._show_front(turn, lang)
        await self._show_entry(state, lang)
        self.show_status(view)
        await self._show_back(answered, lang)
        self.write("rest", _rest(state, lang))
        await self._show_grades(answered, lang)
        self._show_keys(view)

    def show_status(self, view: View) -> None:
        """How a measurement goes, why there is none, or what else the learner has to know."""
        self.write("status", status(view.state, view.lang, view.now))

    def show_complaint(self, text: Text, lang: Lang) -> None:
        """What is wrong with what was entered."""
        self.write("status", Content.styled(text.read(lang), "ansi_yellow"))

    def show_notices(self, notices: Sequence[Text], lang: Lang) -> None:
        """What the learner has to know, also in another language later; nothing takes it away."""
        self._notices = notices
        self._show_notices(lang)
        if notices:
            self.card.scroll_home(animate=False)

    def write(self, part: str, content: Content | None) -> None:
        """Write one part of the card; nothing takes it away."""
        if content is None or not content.plain:
            content = NOTHING
        key = (content.plain, tuple(content.spans))
        if self._written.get(part) != key:
            # What stands there already costs no new layout.
            self._written[part] = key
            static = self.query_one(f"#{part}", Static)
            static.display = content is not NOTHING
            static.update(content)

    # -------------------------------------------------------------------------------------------

    def _show_notices(self, lang: Lang) -> None:
        self.write("notice", notice("\n".join(one(text, lang) for text in self._notices)))

    def _show_top(self, view: View, turn: Turn | None) -> None:
        count = one(progress(view.answered, view.left), view.lang)
        topic = turn.question.topic if turn else "quizkit"
        self.query_one(Top).show(topic, count, view.answered, view.left)

    def _show_front(self, turn: Turn | None, lang: Lang) -> None:
        if turn is None:
            for part in ("kind", "question", "passage"):
                self.write(part, None)
            return
        difficulty = turn.question.difficulty
        dots = "●" * difficulty + "○" * (MOST_DIFFICULT - difficulty)
        new = f" · {one(NEW, lang)}" if turn.is_new else ""
        kind = (one(turn.kind.title, lang), "bold ansi_cyan")
        passage = turn.front.passage
        self.write("kind", Content.assemble(kind, (f"{new} · {dots}", "dim")))
        self.write("question", _prompt(turn.front, lang))
        self.write("passage", inline(passage.read(lang)) if passage else None)

    async def _show_entry(self, state: State, lang: Lang) -> None:
        place = self.query_one("#entry", Vertical)
        wanted = entry_type(state.turn.front.ask) if isinstance(state, Asked) else None
        place.display = wanted is not None
        self._entry = None
        if wanted is None or not isinstance(state, Asked):
            _ = self.card.focus()
            return
        if not place.query(wanted):
            await place.mount(wanted())
        for entry in place.query(Entry):
            entry.display = isinstance(entry, wanted)
        self._entry = entry = place.query_one(wanted)
        await entry.show(state.turn.front.ask, lang)
        if not entry.take_focus():
            _ = self.card.focus()

    async def _show_grades(self, answered: Answered | None, lang: Lang) -> None:
        if answered and not self.query(Grades):
            await self.query_one("#foot", Vertical).mount(Grades())
        for grades in self.query(Grades):
            grades.display = answered is not None
            if answered:
                grades.show(answered.spans, lang, answered.back.grade)

    async def _show_back(self, answered: Answered | None, lang: Lang) -> None:
        place = self.query_one("#back", Vertical)
        place.display = answered is not None
        if answered is None:
            return
        from quizkit.tui.answer import AnswerText, FigureView
        from quizkit.tui.points import Points

        if not place.children:
            await place.mount(
                AnswerText(id="outcome"), FigureView(), Points(), AnswerText(id="answer")
            )
        back, flipped = answered.back, answered.flipped
        outcome = flipped.told if flipped else back.outcome
        await place.query_one("#outcome", AnswerText).show(outcome, lang)
        figure = flipped.figure if flipped else back.figure
        place.query_one(FigureView).show(figure and figure.read(lang))
        place.query_one(Points).show(back.ticks, lang)
        await place.query_one("#answer", AnswerText).show(back.answer, lang)

    def show_points(self, answered: Answered, lang: Lang) -> None:
        """After a tick: only the points and the grades."""
        from quizkit.tui.points import Points

        self.query_one(Points).show(answered.back.ticks, lang)
        self.query_one(Grades).show(answered.spans, lang, answered.back.grade)

    def _show_keys(self, view: View) -> None:
        first = self.query_one("#reveal", Keys)
        todo = next_keys(view.state, view.lang, self._entry)
        first.display = bool(todo)
        first.show(todo)
        keys = other_keys(view.state, view.lang, view.next_lang, can_undo=view.can_undo)
        self.query_one("#keys", Keys).show(keys)


def _prompt(front: Front, lang: Lang) -> Content:
    """What is asked, below the question that it is about."""
    prompt = inline(front.prompt.read(lang))
    if front.source is None:
        return prompt
    source = inline(front.source.read(lang)).stylize("not bold")
    return Content("\n\n").join([source, prompt])


def _rest(state: State, lang: Lang) -> Content | None:
    match state:
        case Resting():
            headline, *others = (line.read(lang) for line in rest_lines(state.rest, state.now))
            return Content("\n\n").join([Content.styled(headline, "bold"), *map(inline, others)])
        case Changed():
            return Content.styled(CHANGED.read(lang), "ansi_yellow")
        case Asked() | Measuring() | Answered():
            return None
