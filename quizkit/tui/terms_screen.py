"""The glossary's terms in a question, explained."""

from textual.content import Content

from quizkit.bank import Bank
from quizkit.model.question import Question
from quizkit.model.text import Lang
from quizkit.practice.words import one
from quizkit.tui.inline import inline
from quizkit.tui.sheet import BULLET, Line, Sheet
from quizkit.tui.words import NO_TERMS, TERMS


class TermsScreen(Sheet):
    """The terms of the question; once it is answered, those of the answer too."""

    def __init__(self, bank: Bank, question: Question, lang: Lang, *, answered: bool) -> None:
        super().__init__(lang)
        self._bank = bank
        self._question = question
        self._answered = answered

    def lines(self) -> list[Line]:
        """A heading, then each term with its other name and what it means."""
        from quizkit.bank.fault import Findings
        from quizkit.bank.glossary import read_glossary, terms_in

        question = self._question
        pack = self._bank.pack_of(question.id)
        # What is wrong with the glossary is for lint to say.
        terms = read_glossary(pack, Findings(pack.glossary))
        shown = [question.question, *([question.answer] if self._answered else [])]
        names = terms_in("\n\n".join(f"{t.en}\n\n{t.zh}" for t in shown), terms)
        if not names:
            return [Content(one(NO_TERMS, self._lang))]
        lines: list[Line] = [Content.styled(one(TERMS, self._lang), "bold")]
        for name in names:
            means = terms[name].means.read(self._lang).replace("\n\n", " · ")
            colon = "：" if self._lang is Lang.ZH else ": "
            term = Content.assemble((f"{name} · {terms[name].zh}", "bold"), colon, inline(means))
            lines.append((BULLET, term))
        return lines
