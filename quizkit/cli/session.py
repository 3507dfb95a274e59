"""What every command shares: the pack, the console, the language."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quizkit.model.text import Lang

if TYPE_CHECKING:
    from rich.console import Console

    from quizkit.bank import Pack
    from quizkit.settings import Settings


@dataclass(frozen=True, slots=True)
class Session:
    """The options that stand before the command; `typer.Context.obj`."""

    pack_path: Path | None = None
    plain: bool = False

    def pack(self) -> "Pack":
        """The pack to use: the one named, else the built-in one."""
        from quizkit.bank import find_pack

        return find_pack(self.pack_path)

    def console(self, *, stderr: bool = False) -> "Console":
        """A console that keeps to `--plain` and NO_COLOR; markup in data is never interpreted."""
        from rich.console import Console

        plain = self.plain or bool(os.environ.get("NO_COLOR"))
        return Console(
            stderr=stderr, markup=False, emoji=False, highlight=False, no_color=plain or None
        )

    def settings(self) -> "Settings":
        """What the learner has set."""
        from quizkit.home import settings_file
        from quizkit.settings import read_settings

        return read_settings(settings_file())

    def lang(self, asked: Lang | None) -> Lang:
        """The language asked for, else the setting's, else the locale's."""
        return asked or self.settings().lang
