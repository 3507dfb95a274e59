"""A card told in lines: what it asks, what it shows then, and what lies around its question."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

import typer

from quizkit.cli.plain_entry import options
from quizkit.cli.plain_talk import PlainTalk
from quizkit.model.question import Question
from quizkit.model.review import Rating
from quizkit.model.text import Lang, Text
from quizkit.practice import KINDS, Back, Found, Session, Ticks, Turn
from quizkit.practice.messages import (
    FOLLOW_UPS,
    FOUND,
    NO_SOURCES,
    NO_TERMS,
    PERHAPS,
    POINTS,
    SOURCES,
    TERMS,
    leech,
)
from quizkit.practice.terms import terms_of
from quizkit.practice.words import GRADES, NEW, SUGGESTED, interval

if TYPE_CHECKING:
    from quizkit.bank import Bank

LETTERS = "abcdef"


class QuestionTalk(PlainTalk):
    """Tells what lies around a question."""

    def _say_sources(self, bank: "Bank", question: Question) -> None:
        from quizkit.bank.fault import Findings
        from quizkit.bank.references import read_references, spelled_out

        pack = bank.pack_of(question.id)
        # What is wrong with the references is for lint to say.
        references = read_references(pack, Findings(pack.references)) or {}
        asked = [bank.question(i).question for i in question.follow_ups if i in bank.summaries]
        cited = [spelled_out(source, references) for source in question.sources]
        self._say_list(SOURCES, [Text(source, source) for source in cited])
        self._say_list(FOLLOW_UPS, asked)
        if not asked and not cited:
            self._say(NO_SOURCES)

    def _say_list(self, title: Text, items: Iterable[Text]) -> None:
        """A heading and its items; what is empty is left out."""
        for number, item in enumerate(items):
            if not number:
                self._say_label(title)
            self._say(Text(f"- {item.en}", f"- {item.zh}"))


class CardTalk(QuestionTalk):
    """Tells the cards of a session."""

    def __init__(self, session: Session, lang: Lang) -> None:
        super().__init__(lang)
        self._session = session

    def _say_front(self, turn: Turn) -> None:
        typer.echo()
        self._say_label(_heading(turn))
        if turn.front.source:
            self._say(turn.front.source)
        self._say(turn.front.prompt)
        if turn.front.passage:
            self._say(turn.front.passage)
        for number, option in enumerate(options(turn.front.ask), 1):
            self._say(Text(f"{number} {option.en}", f"{number} {option.zh}"))

    def _say_back(self, turn: Turn, back: Back, clock: datetime) -> None:
        typer.echo()
        if back.outcome:
            self._say(back.outcome)
        self._say(back.answer)
        if back.figure:
            typer.echo(back.figure.describe(self._lang))
        if back.ticks:
            self._say_points(back.ticks)
        if turn.is_leech and (others := self._session.others(turn)):
            self._say(leech(turn.lapses, KINDS[others[0].kind].title))
        spans = self._session.previews(turn, clock)
        for rating in Rating:
            after = interval(spans[rating]) if spans else None
            self._say_label(_choice(rating, after, suggested=rating is back.grade))

    def _say_points(self, ticks: Ticks) -> None:
        self._say(FOUND if ticks.found else POINTS)
        for place, point in enumerate(ticks.points):
            head = f"{LETTERS[place]} [{'x' if ticks.ticked[place] else ' '}]"
            en, zh = f"{head} {point.en}", f"{head} {point.zh}"
            if ticks.found and ticks.found[place] is Found.PERHAPS:
                en, zh = f"{en} {PERHAPS.en}", f"{zh}{PERHAPS.zh}"
            self._say(Text(en, zh))

    def _say_terms(self, question: Question, *, answered: bool) -> None:
        terms = terms_of(self._session.bank, question, answered=answered)
        told = [
            Text(f"{name} ({t.zh}): {t.means.en}", f"{t.zh}（{name}）：{t.means.zh}")
            for name, t in terms.items()
        ]
        self._say_list(TERMS, told)
        if not told:
            self._say(NO_TERMS)


def _heading(turn: Turn) -> Text:
    """What stands above a card: its topic and its form."""
    topic, title = turn.question.topic, turn.kind.title
    new = Text(f", {NEW.en}", f"，{NEW.zh}") if turn.is_new else Text("", "")
    return Text(f"[{topic}] {title.en}{new.en}", f"[{topic}] {title.zh}{new.zh}")


def _choice(rating: Rating, after: Text | None, *, suggested: bool) -> Text:
    """A grade, and the interval that it leads to."""
    name = GRADES[rating]
    en, zh = f"{int(rating)} {name.en}", f"{int(rating)} {name.zh}"
    if after:
        en, zh = f"{en}, {after.en}", f"{zh}，{after.zh}"
    if suggested:
        en, zh = f"{en} ({SUGGESTED.en})", f"{zh}（{SUGGESTED.zh}）"
    return Text(en, zh)
