"""Opens a question's file in the learner's editor, and reads the pack again."""

import os
import shlex
import subprocess
import sys

from quizkit.bank import Bank, reload
from quizkit.errors import Place, QuizkitError
from quizkit.home import cache_dir

FALLBACK = "vi"
"""What POSIX says is there."""


def edited(bank: Bank, question: str) -> Bank:
    """The bank after $VISUAL or $EDITOR has closed the file of a question.

    Raises:
        QuizkitError: there is no such editor, it failed, or the file is broken now; so that the
            session keeps the card, whose file can be opened again.
    """
    # An editor would take the answers of a pipe for its own keys.
    keys = None if sys.stdin.isatty() else subprocess.DEVNULL
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or FALLBACK
    path = bank.file_of(question)
    try:
        words = [*shlex.split(command), str(path)]
        status = subprocess.run(words, stdin=keys, check=False).returncode
    except (OSError, ValueError) as error:
        raise QuizkitError(
            f"the editor {command!r} cannot be started: {error}",
            place=Place(path),
            hint="set EDITOR to your editor",
            zh=f"无法启动编辑器 {command!r}：{error}",
            hint_zh="请将 EDITOR 设为你的编辑器",
        ) from error
    if status:
        raise QuizkitError(
            f"the editor {command!r} ended with status {status}",
            place=Place(path),
            zh=f"编辑器 {command!r} 退出，状态码 {status}",
        )
    changed = reload(bank, cache_dir())
    if question not in changed.summaries and path.exists():
        _ = changed.question(question)  # tells what is wrong with it
    return changed
