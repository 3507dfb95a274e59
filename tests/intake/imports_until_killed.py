"""Imports a package as the command does, and dies by SIGKILL at the n-th file that is moved.

Run as a script: PACK PACKAGE N.
"""

import os
import signal
import sys
from pathlib import Path

from quizkit.bank import Pack
from quizkit.intake import read_cards, write_questions

pack, package, left = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
move = Path.rename


def rename(self: Path, target: Path) -> Path:
    """Move a file, or die."""
    global left
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    left -= 1
    return move(self, target)


Path.rename = rename  # type: ignore[method-assign]
_ = write_questions(Pack(pack), read_cards(package), "topic")
