"""What every command needs that a learner's log takes part in: bank, log, schedule, matcher."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from quizkit.cli.session import Session

if TYPE_CHECKING:
    from quizkit.bank import Bank
    from quizkit.practice import Limits, Selection
    from quizkit.practice import Session as Practice
    from quizkit.practice.matching import Matcher
    from quizkit.schedule import Fsrs
    from quizkit.store import Store


def clock() -> datetime:
    """Now, in this machine's zone."""
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Learner:
    """One learner's log over one bank."""

    bank: "Bank"
    store: "Store"
    schedule: "Fsrs"
    matcher: "Matcher"

    def practice(self, selection: "Selection", limits: "Limits") -> "Practice":
        """A session that begins now."""
        from quizkit.practice import Session as Practice

        return Practice(
            self.bank,
            self.store,
            self.schedule,
            self.matcher,
            clock=clock(),
            seed=os.urandom(16),
            selection=selection,
            limits=limits,
        )


@contextmanager
def learner(session: Session) -> Generator[Learner]:
    """Open the log; questions that were renamed keep their schedule."""
    from quizkit.bank import load
    from quizkit.home import cache_dir, data_dir
    from quizkit.practice.matching import PatternMatcher
    from quizkit.schedule import Fsrs
    from quizkit.store import FILE_NAME, Store

    bank = load(session.pack(), cache_dir())
    schedule = Fsrs()
    with Store(data_dir() / FILE_NAME, schedule, renames=bank.renames) as store:
        yield Learner(bank, store, schedule, PatternMatcher())
