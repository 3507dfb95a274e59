"""How verdicts look on a terminal: rich's names of colours, and a symbol for whoever sees none."""

from quizkit.model import Verdict

SYMBOLS = {
    Verdict.SUPPORTED: "✓",
    Verdict.REFUTED: "✗",
    Verdict.INCONCLUSIVE: "?",
    Verdict.TOOTHLESS: "○",
    Verdict.ERROR: "!",
    Verdict.SKIPPED: "–",
}
STYLES = {
    Verdict.SUPPORTED: "green",
    Verdict.REFUTED: "red",
    Verdict.INCONCLUSIVE: "yellow",
    Verdict.TOOTHLESS: "magenta",
    Verdict.ERROR: "bold red",
    Verdict.SKIPPED: "bright_black",
}
FAINT = "bright_black"
FIGURE_HEIGHT = 32
"""Lines that the curves of a figure share; it scrolls."""
