"""A mock interview: it asks, keeps what is answered, and tells nothing until it is over.

Pure but for its file: how many seconds have passed is an argument everywhere.
"""

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from quizkit.errors import QuizkitError
from quizkit.model.pictures import located
from quizkit.model.question import Question
from quizkit.model.text import Lang
from quizkit.practice.interview.interviewer import Plan, next_question, plan
from quizkit.practice.interview.journal import Journal
from quizkit.practice.interview.record import Exchange, Record, Setup, Went
from quizkit.practice.matching import Matcher
from quizkit.practice.selection import Selection
from quizkit.practice.ticks import Found

if TYPE_CHECKING:
    from quizkit.bank import Bank


class Interview:
    """One interview, from its first question to the end of its report."""

    def __init__(self, bank: "Bank", matcher: Matcher, journal: Journal) -> None:
        """Go on with the interview of an open journal, which this object closes.

        Raises:
            QuizkitError: a word of its setup selects nothing any more.
        """
        self.bank = bank
        self._matcher = matcher
        self._journal = journal
        self._selected = Selection(self.record.setup.words).questions(bank)

    @classmethod
    def begin(cls, bank: "Bank", matcher: Matcher, folder: Path, setup: Setup) -> "Interview":
        """A new interview, whose file is made in `folder`.

        Raises:
            QuizkitError: no question is selected, or the file cannot be written.
        """
        if not 0 < setup.minutes < math.inf:
            raise QuizkitError(
                "an interview takes some time", hint="--minutes 30", zh="面试需要一些时间"
            )
        if not Selection(setup.words).questions(bank):
            raise QuizkitError(
                "there is no question to ask",
                hint="`quizkit bank lint` says why a question is not",
                zh="没有可问的题目",
                hint_zh="`quizkit bank lint` 会说明题目为什么不能问",
            )
        return cls(bank, matcher, Journal.begin(folder, setup))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the interview can be taken up again from it."""
        self._journal.close()

    @property
    def record(self) -> Record:
        """The interview as it stands, all of it on the disk."""
        return self._journal.record

    @property
    def path(self) -> Path:
        """Its file."""
        return self._journal.path

    def question(self, exchange: Exchange) -> Question:
        """The question that was asked.

        Raises:
            QuizkitError: it is no longer there.
        """
        found = self.bank.question(exchange.question)
        return located(found, self.bank.pack_of(found.id).root)

    def plan(self, elapsed: float) -> Plan:
        """How the time that is left will be used, as far as there are questions."""
        planned = plan(self.record, elapsed)
        asked = {e.question for e in self.record.answered}
        return replace(planned, left=min(planned.left, len(set(self._selected) - asked)))

    # ---- while it runs ----------------------------------------------------------------------

    def ask(self, elapsed: float) -> Exchange | None:
        """The question to answer now, kept as asked; None when the interview is over.

        Raises:
            QuizkitError: it could not be kept.
        """
        if self.record.ended:
            return None
        if (waiting := self.record.asked) and waiting.question in self.bank.summaries:
            return waiting
        summaries = self.bank.summaries
        chosen = next_question(summaries, self._selected, self.record, elapsed)
        if chosen is None:
            self.end(elapsed)
            return None
        said = {"event": "asked", "question": chosen.question, "move": chosen.move.value}
        self._journal.add({**said, "elapsed": elapsed})
        return chosen

    def type(self, words: str, *, seconds: float, elapsed: float) -> None:
        """Keep a typed answer to the question that waits; "" says that the learner does not know.

        It is on the disk when this returns, and not yet held against the points: `hold` does that.

        Raises:
            QuizkitError: it was not kept, and may be given again.
        """
        self._say({"typed": words.strip()}, seconds, elapsed)

    def speak(self, felt: Went, *, seconds: float, elapsed: float) -> None:
        """Keep how an answer went that was given aloud; as `type`."""
        self._say({"felt": felt.value}, seconds, elapsed)

    def hold(self, lang: Lang) -> None:
        """Hold what was typed and not looked at yet against its points; may take a while.

        Touches what no other method does while it looks, so it may run in another thread.

        Raises:
            QuizkitError: the answer cannot be compared, or the outcome was not kept.
        """
        if self.record.setup.spoken:
            return
        for exchange in self.record.answered:
            if exchange.answer is None or exchange.answer.found:
                continue
            if exchange.question not in self.bank.summaries:
                continue
            points = self.question(exchange).points
            typed = exchange.answer.typed
            found: Sequence[Found] = (Found.MISSING,) * len(points)
            if typed:
                found = self._matcher.match(typed, points, lang)
            said = {"event": "held", "question": exchange.question}
            self._journal.add({**said, "found": [f.value for f in found]})

    def end(self, elapsed: float) -> None:
        """Ask no more questions.

        Raises:
            QuizkitError: that could not be kept.
        """
        if not self.record.ended:
            self._journal.add({"event": "ended", "elapsed": elapsed})

    # ---- afterwards -------------------------------------------------------------------------

    def tick(self, question: str, ticked: Sequence[bool]) -> None:
        """Keep which points were said, by the learner's own word.

        Raises:
            QuizkitError: it was not kept.
        """
        self._journal.add({"event": "ticked", "question": question, "points": list(ticked)})

    def finish(self, *, kept: bool) -> None:
        """The report is done with; `kept` says that its answers are in the schedule.

        Raises:
            QuizkitError: that could not be kept.
        """
        if not self.record.closed:
            self._journal.add({"event": "closed", "kept": kept})

    def _say(self, said: dict[str, object], seconds: float, elapsed: float) -> None:
        asked = self.record.asked
        if asked is None:
            raise ValueError("no question waits for an answer")
        event = {"event": "said", "question": asked.question, **said}
        self._journal.add({**event, "seconds": max(0.0, seconds), "elapsed": elapsed})
