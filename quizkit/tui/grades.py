"""The four grades, each with the interval that it leads to."""

from collections.abc import Mapping
from datetime import timedelta

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from quizkit.model.review import Rating
from quizkit.model.text import Lang
from quizkit.practice.words import GRADES, SUGGESTED, interval, one
from quizkit.tui.keys import MARGIN

HUES = {
    Rating.AGAIN: "ansi_red",
    Rating.HARD: "ansi_yellow",
    Rating.GOOD: "ansi_green",
    Rating.EASY: "ansi_cyan",
}


class GradeKey(Static):
    """One grade; a click gives it."""

    def __init__(self, rating: Rating) -> None:
        super().__init__(id=f"grade-{int(rating)}")
        self.rating = rating

    def show(self, span: timedelta, lang: Lang, *, suggested: bool) -> None:
        """Write key and name, and below them the interval."""
        name = one(GRADES[self.rating], lang)
        key = Content.assemble(
            (f"{int(self.rating)}", f"bold {HUES[self.rating]}"),
            " ",
            (name, "bold underline" if suggested else "bold"),
        )
        told = one(interval(span), lang)
        below = f"{one(SUGGESTED, lang)} · {told}" if suggested else told
        if cell_len(below) > (self.app.size.width - MARGIN) // len(Rating):
            below = told  # a narrow window: that it is suggested shows by its weight
        self.update(Content.assemble(key, "\n", (below, "bold" if suggested else "dim")))
        _ = self.set_class(suggested, "-suggested")

    def on_click(self) -> None:
        """Give the grade."""
        _ = self.post_message(Grades.Given(self.rating))


class Grades(Horizontal):
    """The row of the four."""

    class Given(Message):
        """A grade was clicked."""

        def __init__(self, rating: Rating) -> None:
            super().__init__()
            self.rating = rating

    def compose(self) -> ComposeResult:
        """Again, Hard, Good, Easy."""
        for rating in Rating:
            yield GradeKey(rating)

    def show(self, spans: Mapping[Rating, timedelta], lang: Lang, suggested: Rating | None) -> None:
        """Write the intervals."""
        for key in self.query(GradeKey):
            key.show(spans[key.rating], lang, suggested=key.rating is suggested)
