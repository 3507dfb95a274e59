"""The points of an answer, each with a tick that a letter or a click sets."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from quizkit.model.text import Lang
from quizkit.practice import Found, Ticks
from quizkit.practice.messages import FOUND, PERHAPS, POINTS
from quizkit.practice.words import one
from quizkit.tui.inline import inline
from quizkit.tui.row import Row

LETTERS = "abcdef"
"""A question has six points at the most."""


class Point(Row):
    """One point; a click changes its tick."""

    def __init__(self, place: int) -> None:
        super().__init__(classes="point")
        self._place = place

    def on_click(self) -> None:
        """Change the tick."""
        _ = self.post_message(Points.Ticked(self._place))


class Points(Vertical):
    """A heading and the points."""

    class Ticked(Message):
        """The tick of the point at `place` (from 0) is to be changed."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def compose(self) -> ComposeResult:
        """One line for each point; those that are not needed are hidden."""
        yield Static(classes="points-head", markup=False)
        for place in range(len(LETTERS)):
            yield Point(place)

    def show(self, ticks: Ticks | None, lang: Lang) -> None:
        """Write the points, or nothing."""
        self.display = ticks is not None
        if ticks is None:
            return
        head = Content.styled(one(FOUND if ticks.found else POINTS, lang), "bold")
        self.query_one(".points-head", Static).update(head)
        for place, line in enumerate(self.query(Point)):
            line.display = place < len(ticks.points)
            if place < len(ticks.points):
                line.show(*_line(ticks, place, lang))


def _line(ticks: Ticks, place: int, lang: Lang) -> tuple[Content, Content]:
    ticked = ticks.ticked[place]
    perhaps = bool(ticks.found) and ticks.found[place] is Found.PERHAPS and not ticked
    mark = ("☑ ", "ansi_green") if ticked else ("☐ ", "ansi_yellow" if perhaps else "dim")
    doubt = f"  {one(PERHAPS, lang)}" if perhaps else ""
    point = inline(ticks.points[place].read(lang).replace("\n\n", " · "))
    letter = (f"{LETTERS[place]} ", "bold ansi_cyan")
    return Content.assemble(letter, mark), Content.assemble(point, (doubt, "ansi_yellow"))
