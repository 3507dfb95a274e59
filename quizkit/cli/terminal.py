"""Whether there is a terminal that is to be used as one."""

import os
import sys
from typing import TextIO

from quizkit.cli.session import Session


def is_rich(session: Session, stream: TextIO) -> bool:
    """Whether colours and live displays are wanted; FORCE_COLOR says so as well, as to rich."""
    terminal = stream.isatty() or bool(os.environ.get("FORCE_COLOR"))
    return terminal and not session.plain and not os.environ.get("NO_COLOR")


def is_plain(session: Session) -> bool:
    """Whether to write lines: when told to, and where there is no screen to draw on."""
    screen = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    return session.plain or not screen
