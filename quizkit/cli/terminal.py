"""Whether there is a terminal that is to be used as one."""

import os
from typing import TextIO

from quizkit.cli.session import Session


def is_rich(session: Session, stream: TextIO) -> bool:
    """Whether colours and live displays are wanted; FORCE_COLOR says so as well, as to rich."""
    terminal = stream.isatty() or bool(os.environ.get("FORCE_COLOR"))
    return terminal and not session.plain and not os.environ.get("NO_COLOR")
