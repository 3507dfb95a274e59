"""The learner's own things: the schedule that every command goes by, the clock, the screen."""

import os
import sys
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from quizkit.cli.session import Session

if TYPE_CHECKING:
    from quizkit.bank import Bank
    from quizkit.model.review import CardId
    from quizkit.schedule import Fsrs
    from quizkit.store import Store


def schedule() -> "Fsrs":
    """The one schedule of all commands: the learner's own weights, if there are any.

    Raises:
        QuizkitError: the weights cannot be read.
    """
    from quizkit.home import data_dir
    from quizkit.schedule import personal

    return personal.load(data_dir() / personal.FILE_NAME)


def open_store(bank: "Bank", schedule: "Fsrs") -> "Store":
    """The review log, under the ids that the bank's questions have now.

    Raises:
        StoreError: the log cannot be read.
    """
    from quizkit.home import data_dir
    from quizkit.store import FILE_NAME, Store

    renames = {old: summary.id for summary in bank.summaries.values() for old in summary.was}
    return Store(data_dir() / FILE_NAME, schedule, renames=renames)


def cards(bank: "Bank", words: Sequence[str]) -> "list[CardId]":
    """Every card of the questions that `words` select (none: of all), as new ones are introduced.

    Raises:
        QuizkitError: a word that selects nothing.
    """
    from quizkit.bank import select
    from quizkit.practice.kinds import KINDS
    from quizkit.practice.queue import cards_of

    chosen = {ref.question for ref in select(bank, words)} if words else bank.summaries.keys()
    summaries = (summary for key, summary in bank.summaries.items() if key in chosen)
    return cards_of(summaries, list(KINDS.values()))


def clock() -> datetime:
    """Now, in this machine's zone."""
    return datetime.now().astimezone()


def is_plain(session: Session) -> bool:
    """Whether to write lines: when told to, and where there is no screen to draw on."""
    screen = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    return session.plain or not screen
