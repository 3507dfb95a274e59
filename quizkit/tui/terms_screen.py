"""The glossary's terms in a question, explained."""

from textual.content import Content

from quizkit.bank import Bank
from quizkit.model.question import Question
from quizkit.model.text import Lang
from quizkit.practice.messages import NO_TERMS, TERMS
from quizkit.practice.terms import terms_of
from quizkit.practice.words import one
from quizkit.tui.inline import inline
from quizkit.tui.sheet import BULLET, Line, Sheet


class TermsScreen(Sheet):
    """The terms of the question; once it is answered, those of the answer too."""

    def __init__(self, bank: Bank, question: Question, lang: Lang, *, answered: bool) -> None:
        super().__init__(lang)
        self._bank = bank
        self._question = question
        self._answered = answered

    def lines(self) -> list[Line]:
        """A heading, then each term with its other name and what it means."""
        terms = terms_of(self._bank, self._question, answered=self._answered)
        if not terms:
            return [Content(one(NO_TERMS, self._lang))]
        lines: list[Line] = [Content.styled(one(TERMS, self._lang), "bold")]
        for name, term in terms.items():
            means = term.means.read(self._lang).replace("\n\n", " · ")
            colon = "：" if self._lang is Lang.ZH else ": "
            told = Content.assemble((f"{name} · {term.zh}", "bold"), colon, inline(means))
            lines.append((BULLET, told))
        return lines
