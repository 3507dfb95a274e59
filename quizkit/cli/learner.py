"""A learner's log over a bank, opened for practising."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizkit.cli.opening import algorithm, clock, loaded, opened
from quizkit.cli.session import Session

if TYPE_CHECKING:
    from quizkit.bank import Bank
    from quizkit.practice import Limits, Selection
    from quizkit.practice import Session as Practice
    from quizkit.practice.matching import Matcher
    from quizkit.schedule import Fsrs
    from quizkit.settings import Settings
    from quizkit.store import Store


@dataclass(frozen=True, slots=True)
class Learner:
    """One learner's log over one bank."""

    bank: "Bank"
    store: "Store"
    schedule: "Fsrs"
    matcher: "Matcher"
    settings: "Settings"

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
            starts=self.settings.day_starts,
            selection=selection,
            limits=limits,
        )


@contextmanager
def learner(session: Session) -> Generator[Learner]:
    """Open the log; questions that were renamed keep their schedule."""
    from quizkit.practice.matching import PatternMatcher

    bank, settings = loaded(session), session.settings()
    with opened(session, bank) as store:
        yield Learner(bank, store, algorithm(session), PatternMatcher(), settings)
