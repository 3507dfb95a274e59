"""A learner's log over a bank, opened for practising."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizkit.cli.opening import algorithm, cards, clock, loaded, log_path, opened, plan
from quizkit.cli.session import Session

if TYPE_CHECKING:
    from quizkit.bank import Bank
    from quizkit.model.text import Text
    from quizkit.model.way import Way
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

        practice = Practice(
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
            plan=self.plan,
        )
        self.tell_in(practice.notices)
        return practice

    def tell_in(self, notices: "list[Text]") -> None:
        """Have what the matcher has to say added to these."""
        from quizkit.practice.matching import Fallback

        if isinstance(self.matcher, Fallback):
            self.matcher.tell = notices.append

    def _steering(self) -> "Steering | None":
        if self.plan is None:
            return None
        from quizkit.practice.planning import steer

        return steer(
            self.plan,
            self.store,
            cards(self.bank, self.plan.topics, self.plan.without),
            self.schedule,
            now=self.store.now(clock()),
            starts=self.settings.day_starts,
        )


@contextmanager
def learner(session: Session, way: "Way | None" = None) -> Generator[Learner]:
    """Open the log; questions that were renamed keep their schedule.

    `way` is how typed answers are read, where the command line says so. Once a day the log is
    copied when it is closed: then nothing waits for it, and the day's answers are in the copy.

    Raises:
        QuizkitError: the log, the settings or the pack cannot be read.
    """
    from quizkit.home import settings_file
    from quizkit.practice.matching import matcher_of, read_explain, with_way

    bank, settings = loaded(session), session.settings()
    explain = with_way(read_explain(settings.explain, settings_file()), way)
    matcher = matcher_of(explain, os.environ)
    try:
        with opened(session, bank) as store:
            yield Learner(bank, store, algorithm(session), matcher, settings, plan(session))
    finally:
        matcher.close()
    _back_up(settings)


def _back_up(settings: "Settings") -> None:
    from quizkit.schedule import Day
    from quizkit.store.backups import backup_if_due

    now = clock()
    _ = backup_if_due(log_path(), now, Day.of(now, starts=settings.day_starts).start)
