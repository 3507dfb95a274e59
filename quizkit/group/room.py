"""A session of a group in one room: a question to all, votes by name, a check, scores."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from quizkit.errors import QuizkitError
from quizkit.group.once import Once
from quizkit.model.pictures import located
from quizkit.model.question import Question
from quizkit.model.review import CardId, Rating, Review
from quizkit.model.text import Lang, Text
from quizkit.practice.checks import Checks
from quizkit.practice.deck import Deck
from quizkit.practice.kinds import (
    KINDS,
    Back,
    Choose,
    Flipped,
    Front,
    Given,
    Kind,
    Response,
)
from quizkit.practice.kinds.choice import RIGHT
from quizkit.practice.matching import Matcher
from quizkit.practice.number import exactly
from quizkit.practice.turn import fingerprint
from quizkit.practice.words import error_told
from quizkit.store.rows import event_id, from_ms, to_ms

if TYPE_CHECKING:
    from quizkit.bank import Bank

ASKED = ("choice", "myth", "predict")
"""The kinds in which a room can vote."""
POINTS: Mapping[Rating, float] = {Rating.GOOD: 1.0, Rating.HARD: 0.5, Rating.AGAIN: 0.0}


class BadVote(ValueError):
    """What was entered is no vote; `told` says so."""

    def __init__(self, told: Text) -> None:
        super().__init__(told.en)
        self.told = told


@dataclass(frozen=True, slots=True)
class Asked:
    """The card that the room is asked; `content` is the fingerprint of what it asks."""

    card: CardId
    kind: Kind
    question: Question
    front: Front
    content: str


@dataclass(frozen=True, slots=True)
class Result:
    """One person's vote, what it is worth, and what the person's review would keep."""

    vote: str
    rating: Rating
    detail: Mapping[str, object]

    @property
    def points(self) -> float:
        """1 for a good answer, ½ for one nearly right."""
        return POINTS.get(self.rating, 1.0)


@dataclass(frozen=True, slots=True)
class Revealed:
    """What came of a question: what is shown to all, and each person's result, by name.

    `outcome` speaks to `to`, who came closest; `response` is the vote that `back` speaks of. With
    `failure` the check broke, and nobody has a result.
    """

    asked: Asked
    back: Back
    results: Mapping[str, Result] = field(default_factory=dict[str, Result])
    outcome: Text | None = None
    to: str = ""
    response: Response = None
    failure: Text | None = None


class Room:
    """Who is there, what is asked, who has voted, and the scores. Votes are for nobody to see."""

    def __init__(self, bank: "Bank", cards: Sequence[CardId], seed: bytes) -> None:
        """Ask `cards`, in their order; `seed` decides how options are shuffled."""
        self.bank = bank
        self.total = len(cards)
        self.number = 0
        self.people: list[str] = []
        self.asked: Asked | None = None
        self.scores: dict[str, float] = {}
        self.notices: list[Text] = []
        self.checks = _checks(bank, cards)
        self._cards = iter(cards)
        self._seed = seed
        self._votes: dict[str, Response] = {}
        self._once: Once | None = None

    def gather(self, people: Iterable[str]) -> None:
        """Say who is there; each keeps the score so far."""
        self.people = list(dict.fromkeys(people))
        for name in self.people:
            _ = self.scores.setdefault(name, 0.0)
        self._votes = {n: vote for n, vote in self._votes.items() if n in self.people}

    def next(self) -> Asked | None:
        """Ask the next card that can be asked; None when all were."""
        self._votes = {}
        self.asked = None
        for card in self._cards:
            self.number += 1
            try:
                self.asked = self._ask(card)
            except QuizkitError as error:
                self.notices.append(error_told(error))
            else:
                break
        return self.asked

    def vote(self, name: str, response: Response) -> None:
        """Take a vote; voting again replaces it."""
        if name in self.people:
            self._votes[name] = response

    def has_voted(self, name: str) -> bool:
        """Whether a person has voted."""
        return name in self._votes

    @property
    def missing(self) -> list[str]:
        """Who has not voted yet."""
        return [name for name in self.people if name not in self._votes]

    def reveal(self, checks: Checks, matcher: Matcher, lang: Lang) -> Revealed:
        """Run the check, once for all, and hold every vote against it; blocks while it runs.

        Raises:
            Cancelled: nobody wanted to wait; the votes stand.
        """
        asked = self.asked
        if asked is None or self.missing:
            raise AssertionError("not everybody has voted")
        self._once = once = Once(checks)

        def back(response: Response) -> Back:
            given = Given(asked.question, asked.card, asked.front, response, lang)
            return asked.kind.back(given, once, matcher)

        try:
            backs = {name: back(self._votes[name]) for name in self.people}
            best = max(self.people, key=lambda name: backs[name].grade or 0)
            response = _neutral(asked.front, self._votes[best])
            shown = back(response)
        except QuizkitError as error:
            return Revealed(asked, Back(asked.question.answer), failure=error_told(error))
        results = {
            name: Result(vote_told(self._votes[name]), grade, each.kept)
            for name, each in backs.items()
            if (grade := each.grade) is not None
        }
        return Revealed(asked, shown, results, backs[best].outcome, best, response)

    def flip(self, revealed: Revealed, arm: str, lang: Lang) -> Flipped:
        """What another arm of the check that was run shows; blocks while it runs.

        Raises:
            QuizkitError, Cancelled: as `Checks`.
        """
        asked = revealed.asked
        if self._once is None:
            raise AssertionError("nothing was revealed")
        given = Given(asked.question, asked.card, asked.front, revealed.response, lang)
        return asked.kind.flip(given, arm, self._once)

    def score(self, revealed: Revealed) -> None:
        """Add the points of a question."""
        for name, result in revealed.results.items():
            self.scores[name] = self.scores.get(name, 0.0) + result.points

    def ranking(self) -> list[tuple[str, float]]:
        """The scores, the highest first."""
        present = [(name, self.scores[name]) for name in self.people]
        return sorted(present, key=lambda one: (-one[1], one[0]))

    # -------------------------------------------------------------------------------------------

    def _ask(self, card: CardId) -> Asked:
        kind = KINDS[card.kind]
        question = self.bank.question(card.question)
        question = located(question, self.bank.pack_of(card.question).root)
        front = kind.front(question, card, self._shuffle(card))
        return Asked(card, kind, question, front, fingerprint(kind.content(question, card)))

    def _shuffle(self, card: CardId) -> Callable[[int], tuple[int, ...]]:
        key = self._seed + str(card).encode()

        def shuffle(n: int) -> tuple[int, ...]:
            drawn = {i: hashlib.sha256(key + bytes([i])).digest() for i in range(n)}
            return tuple(sorted(range(n), key=drawn.__getitem__))

        return shuffle


def cards_for(bank: "Bank", questions: Sequence[str], first: Iterable[str]) -> Iterator[CardId]:
    """One card for each question that a room can vote on; those of `first` come first.

    The kinds take turns, so that an evening has some of each.
    """
    deck = Deck(bank, questions, [KINDS[name] for name in ASKED])
    chosen = set(questions)
    later = dict.fromkeys(card.question for card in deck.all())
    order = dict.fromkeys([*(q for q in first if q in chosen), *later])
    for number, question in enumerate(order):
        if cards := deck.of(question):
            yield cards[number % len(cards)]


def _checks(bank: "Bank", cards: Iterable[CardId]) -> tuple[str, ...]:
    """What the cards will run, in their order, so that it can be got ready."""
    found = (KINDS[card.kind].check(bank.summaries[card.question], card) for card in cards)
    return tuple(dict.fromkeys(check for check in found if check))


def review_of(
    revealed: Revealed, name: str, *, at: datetime, random: Callable[[int], bytes]
) -> Review | None:
    """The review that a person's log should have of a question; None where there is no result."""
    result = revealed.results.get(name)
    if result is None:
        return None
    at = from_ms(to_ms(at.astimezone(UTC)))
    return Review(
        id=event_id(at, random(10)),
        card=revealed.asked.card,
        at=at,
        rating=result.rating,
        detail=result.detail,
        content=revealed.asked.content,
    )


def vote_told(response: Response) -> str:
    """A vote in a few characters: a number, or the numbers of options."""
    match response:
        case float():
            return exactly(response)
        case int():
            return str(response + 1)
        case tuple():
            return " ".join(str(place + 1) for place in response)
        case _:
            return ""


def _neutral(front: Front, best: Response) -> Response:
    """What the shown answer is made of: it should name nobody's wrong option as "yours"."""
    ask = front.ask
    if isinstance(ask, Choose) and not ask.check:
        return ask.keys.index(RIGHT)
    return best
