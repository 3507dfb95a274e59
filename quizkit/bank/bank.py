"""The bank: all questions and checks of one pack."""

from collections.abc import Mapping
from dataclasses import dataclass

from quizkit.bank.checks import Checks
from quizkit.bank.fault import Fault, did_you_mean, quoted
from quizkit.bank.files import Files
from quizkit.bank.pack import Pack
from quizkit.bank.summary import Summary
from quizkit.errors import QuizkitError
from quizkit.model.question import Question


@dataclass(frozen=True, slots=True)
class Bank:
    """The questions and checks of a pack.

    `faults` says which questions were left out and why. `summaries` and `checks` are in the order
    of their ids. A claim may name a check that is not in `checks`: lint says so.
    """

    pack: Pack
    faults: tuple[Fault, ...]
    summaries: Mapping[str, Summary]
    checks: Checks
    files: Files
    """What lies behind the summaries and the checks."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the questions, sorted."""
        return tuple(self.summaries)

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics that have a question, sorted."""
        return tuple(dict.fromkeys(i.partition("/")[0] for i in self.summaries))

    @property
    def renames(self) -> dict[str, str]:
        """The questions by the ids that they had before."""
        return {
            old: i
            for i in self.files.renamed()
            if i in self.summaries
            for old in self.summaries[i].was
        }

    def question(self, question_id: str) -> Question:
        """The question with this id, read when it is asked for.

        Raises:
            QuizkitError: there is none, or its file is broken.
        """
        if question_id in self.summaries:
            return self.files.question(question_id)
        path = self.pack.questions / f"{question_id}.yaml"
        for fault in self.faults:
            if fault.place.path == path:
                raise QuizkitError(fault.message, place=fault.place, hint=fault.hint)
        raise QuizkitError(
            f"no question is called {quoted(question_id)}",
            hint=did_you_mean(question_id, self.summaries.keys()),
        )
