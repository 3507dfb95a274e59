"""Whether there is a terminal that is to be used as one."""

import os
import sys
from typing import TYPE_CHECKING, Any, TextIO

import typer

from quizkit.cli.session import Session

if TYPE_CHECKING:
    from textual.app import App


def is_rich(session: Session, stream: TextIO) -> bool:
    """Whether colours and live displays are wanted; FORCE_COLOR says so as well, as to rich."""
    terminal = stream.isatty() or bool(os.environ.get("FORCE_COLOR"))
    return terminal and not session.plain and not os.environ.get("NO_COLOR")


def is_plain(session: Session) -> bool:
    """Whether to write lines: when told to, and where there is no screen to draw on."""
    screen = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    return session.plain or not screen


def hold(app: "App[Any]") -> None:
    """Run an app until the learner leaves it.

    Raises:
        QuizkitError: the app ended with it.
        typer.Exit: the app broke, which Textual has told; not to be taken for success.
    """
    if error := app.run():
        raise error
    if app.return_code:
        raise typer.Exit(app.return_code)
