"""The practice app: one screen for the session, one for help."""

from textual.app import App
from textual.theme import BUILTIN_THEMES, Theme

from quizkit.tui.desk import Desk
from quizkit.tui.session_screen import SessionScreen

_BASE = BUILTIN_THEMES["ansi-dark"]
TERMINAL = Theme(
    # The terminal's own colours: what is set up as light or dark there is so here too.
    name="terminal",
    ansi=True,
    primary="ansi_cyan",
    secondary="ansi_cyan",
    accent="ansi_cyan",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_green",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    variables=_BASE.variables
    | {
        "scrollbar": "ansi_bright_black",
        "scrollbar-hover": "ansi_cyan",
        "scrollbar-active": "ansi_cyan",
        "scrollbar-background": "ansi_default",
        "scrollbar-background-hover": "ansi_default",
        "scrollbar-background-active": "ansi_default",
        "scrollbar-corner-color": "ansi_default",
        "input-cursor-background": "ansi_default",
        "input-cursor-foreground": "ansi_default",
        "input-cursor-text-style": "reverse",
        "screen-selection-background": "ansi_cyan",
        "screen-selection-foreground": "ansi_black",
    },
)


class PracticeApp(App[None]):
    """Practise until nothing is due."""

    CSS_PATH = "practice.tcss"
    TITLE = "quizkit"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.register_theme(TERMINAL)
        self.theme = TERMINAL.name

    def get_default_screen(self) -> SessionScreen:
        """The session itself, so that it is painted first."""
        return SessionScreen(self.desk)

    async def action_quit(self) -> None:
        """End at once. Every answer is on the disk already; a check that runs is stopped."""
        self.desk.checks.cancel()
        self.exit()
