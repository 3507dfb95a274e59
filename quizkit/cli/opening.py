"""The learner's log, opened in the same way by every command."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from quizkit.cli.session import Session

if TYPE_CHECKING:
    from quizkit.bank import Bank
    from quizkit.model.review import CardId
    from quizkit.schedule import Fsrs
    from quizkit.store import Store


def log_path() -> Path:
    """Where the learner's log lies, or will."""
    from quizkit.home import data_dir
    from quizkit.store import FILE_NAME

    return data_dir() / FILE_NAME


def algorithm(session: Session) -> "Fsrs":
    """How the schedule is derived: by the learner's own weights if there are any.

    Raises:
        QuizkitError: the settings or the weights cannot be read.
    """
    from quizkit.schedule import personal

    return personal.load(weights_path(), session.settings().retention)


def weights_path() -> Path:
    """Where the learner's own weights lie, once there are any."""
    from quizkit.home import data_dir
    from quizkit.schedule import personal

    return data_dir() / personal.FILE_NAME


def opened(session: Session, bank: "Bank | None" = None) -> "Store":
    """Open the log, or begin one; `bank` is the pack's where it is loaded already.

    Raises:
        StoreError: it cannot be read or written.
    """
    from quizkit.store import Store

    return Store(log_path(), algorithm(session), renames=(bank or loaded(session)).renames)


def cards(bank: "Bank", words: Sequence[str]) -> "list[CardId]":
    """Every card of the questions that `words` select (none: of all), as new ones are introduced.

    Raises:
        QuizkitError: a word that selects nothing.
    """
    from quizkit.practice import Selection
    from quizkit.practice.deck import Deck

    selection = Selection(words)
    return list(Deck(bank, selection.questions(bank), selection.kinds).all())


def clock() -> datetime:
    """Now, in this machine's zone."""
    return datetime.now().astimezone()


def loaded(session: Session) -> "Bank":
    """The bank of the pack."""
    from quizkit.bank import load
    from quizkit.home import cache_dir

    return load(session.pack(), cache_dir())
