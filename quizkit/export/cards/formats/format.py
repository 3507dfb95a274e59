"""What a format is."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from quizkit.model.text import Lang

if TYPE_CHECKING:
    from quizkit.export.cards.card import Deck


class Paper(StrEnum):
    """The sheets that are printed on."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a format besides the deck; `paper` is for those that print."""

    lang: Lang
    paper: Paper = Paper.A4


@dataclass(frozen=True, slots=True)
class Format:
    """A form in which cards leave; `suffix` is that of its files, and `what` its help.

    `lang` is the language where none is asked for: None for the reader's own. `shows_figures` says
    whether figures are of any use to it. `render` gives the same bytes for the same deck; it raises
    QuizkitError where a program that it needs is missing.
    """

    name: str
    suffix: str
    what: str
    render: "Callable[[Deck, Wanted], bytes]"
    lang: Lang | None = None
    shows_figures: bool = False
