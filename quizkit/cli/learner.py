"""A learner's log over a bank, opened for practising."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizkit.cli.opening import algorithm, cards, clock, loaded, opened, plan
from quizkit.cli.session import Session

if TYPE_CHECKING:
    from quizkit.bank import Bank
    from quizkit.practice import Limits, Selection
    from quizkit.practice import Session as Practice
    from quizkit.practice.matching import Matcher
    from quizkit.practice.plan import Plan, Steering
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
    plan: "Plan | None" = None
    """The plan that steers what is new, while its day has not come."""

    def new_today(self) -> int:
        """How many new cards today takes, over all sessions: the plan's, else the setting."""
        steering = self._steering()
        return steering.new_today if steering else self.settings.new_a_day

    def practice(self, selection: "Selection", limits: "Limits") -> "Practice":
        """A session that begins now; new cards come as the plan wants them, unless limits say."""
        from quizkit.practice import Session as Practice

        steering = self._steering()
        if limits.new is None:
            new = steering.new_today if steering else self.settings.new_a_day
            limits = replace(limits, new=new)

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
            order=steering.order if steering else None,
        )

    def _steering(self) -> "Steering | None":
        if self.plan is None:
            return None
        from quizkit.practice.planning import steer

        return steer(
            self.plan,
            self.store,
            cards(self.bank, self.plan.topics),
            self.schedule,
            now=self.store.now(clock()),
            starts=self.settings.day_starts,
        )


@contextmanager
def learner(session: Session) -> Generator[Learner]:
    """Open the log; questions that were renamed keep their schedule."""
    from quizkit.practice.matching import PatternMatcher

    bank, settings = loaded(session), session.settings()
    with opened(session, bank) as store:
        matcher, schedule = PatternMatcher(), algorithm(session)
        yield Learner(bank, store, schedule, matcher, settings, plan(session))
