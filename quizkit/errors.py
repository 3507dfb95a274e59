"""The one base error, and the exit codes of every command.

An error says what is wrong, where, and how to mend it. The command line prints exactly
these three and exits with the error's code; nothing else in quizkit exits. What a learner meets
is said in Chinese too; what only an author of questions meets is in English.
"""

from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path


class Exit(IntEnum):
    """The exit status of every command."""

    OK = 0
    NOT_SUPPORTED = 1
    """Something selected is refuted, inconclusive, toothless or in error."""
    USAGE = 2
    """The pack, the store or the command line is wrong."""
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file; line and column count from 1, and 0 means unknown."""

    path: Path
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        marks = [str(n) for n in (self.line, self.column) if n]
        return ":".join([str(self.path), *marks])


class QuizkitError(Exception):
    """What every command reports without a traceback."""

    code = Exit.USAGE

    def __init__(
        self,
        message: str,
        *,
        place: Place | None = None,
        hint: str = "",
        zh: str = "",
        hint_zh: str = "",
    ) -> None:
        """`zh` and `hint_zh` are the message and the hint in Chinese, where they are said so."""
        super().__init__(message)
        self.message = message
        self.place = place
        self.hint = hint
        self._zh = zh
        self._hint_zh = hint_zh

    def __str__(self) -> str:
        mend = f" ({self.hint})" if self.hint else ""
        return f"{self._where}{self.message}{mend}"

    @property
    def chinese(self) -> str:
        """The same as `str` gives, in Chinese as far as it is said so."""
        hint = self._hint_zh or self.hint
        mend = f"（{hint}）" if hint else ""
        return f"{self._where}{self._zh or self.message}{mend}"

    @property
    def _where(self) -> str:
        return f"{self.place}: " if self.place else ""
