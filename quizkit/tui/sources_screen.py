"""What a question cites, and what an interviewer asks next."""

from textual.content import Content

from quizkit.bank import Bank
from quizkit.model.question import Question
from quizkit.model.text import Lang
from quizkit.practice.messages import FOLLOW_UPS, NO_SOURCES, SOURCES
from quizkit.practice.words import one
from quizkit.tui.inline import inline
from quizkit.tui.sheet import BULLET, Line, Sheet


class SourcesScreen(Sheet):
    """The sources spelled out, then the follow-ups."""

    def __init__(self, bank: Bank, question: Question, lang: Lang) -> None:
        super().__init__(lang)
        self._bank = bank
        self._question = question

    def lines(self) -> list[Line]:
        """A heading and its lines, twice; what is empty is left out."""
        from quizkit.bank.fault import Findings
        from quizkit.bank.references import read_references, spelled_out

        pack = self._bank.pack_of(self._question.id)
        # What is wrong with the references is for lint to say.
        references = read_references(pack, Findings(pack.references)) or {}
        lines: list[Line] = []
        if self._question.sources:
            lines.append(Content.styled(one(SOURCES, self._lang), "bold"))
        lines += [(BULLET, Content(spelled_out(s, references))) for s in self._question.sources]
        known = [i for i in self._question.follow_ups if i in self._bank.summaries]
        if known:
            lines += [Content(""), Content.styled(one(FOLLOW_UPS, self._lang), "bold")]
        for follow_up in known:
            asked = self._bank.question(follow_up).question.read(self._lang).replace("\n\n", " · ")
            lines.append((BULLET, inline(asked)))
        return lines or [Content(one(NO_SOURCES, self._lang))]
