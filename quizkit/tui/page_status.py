"""The line below the question: how a measurement goes, or what the learner has to know."""

from textual.content import Content

from quizkit.model.text import Lang
from quizkit.practice import KINDS, Arrange, Choose, Number
from quizkit.practice.messages import leech
from quizkit.practice.words import BROKEN, one
from quizkit.tui.states import Answered, Measuring, State
from quizkit.tui.words import ABOUT, MEASURING

SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
TURNS = 10
"""How many strokes the spinner makes in a second."""
BAR = 20
"""Cells of the line that fills while a check runs."""


def status(state: State, lang: Lang, now: float) -> Content | None:
    """What stands there; `now` is in monotonic seconds."""
    match state:
        case Measuring():
            return _measuring(state, lang, now - state.started)
        case Answered(failure=failure) if failure:
            return Content.assemble((one(failure, lang), "ansi_red"), "\n\n", BROKEN.read(lang))
        case Answered(others=others) if others:
            told = leech(state.turn.lapses, KINDS[others[0].kind].title)
            return Content.styled(told.read(lang), "ansi_yellow")
        case _:
            return None


def _measuring(state: Measuring, lang: Lang, seconds: float) -> Content:
    """The check, the time it has taken, and a line that fills in the time that it took before."""
    ask = state.turn.front.ask
    check = ask.check if isinstance(ask, Number | Choose | Arrange) else ""
    stroke = SPINNER[int(seconds * TURNS) % len(SPINNER)]
    parts = [
        Content.styled(stroke, "ansi_cyan"),
        Content(f" {one(MEASURING, lang)} {check}"),
        Content.styled(f" · {seconds:.1f} s", "dim"),
    ]
    if state.expected:
        done = min(seconds / state.expected, 1.0)
        filled = round(BAR * done)
        parts += [
            Content.styled(f"{one(ABOUT, lang)} {state.expected:.1f} s  ", "dim"),
            Content.styled("━" * filled, "ansi_cyan"),
            Content.styled("─" * (BAR - filled), "dim"),
        ]
    return Content("").join(parts)
