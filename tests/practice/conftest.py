"""A question with a claim in every form, and a bench that measures what it is told to."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quizkit.bank import Bank
from quizkit.errors import QuizkitError
from quizkit.model import Address, Arm, Observation, Report, Target, Text
from quizkit.model.chinese import Chinese
from quizkit.model.question import (
    Choices,
    Claim,
    Item,
    Measured,
    Point,
    PredictCurve,
    PredictNumber,
    PredictOrder,
    Question,
    WrongChoice,
)
from quizkit.model.review import CardId, Rating
from quizkit.model.text import Lang
from quizkit.practice import (
    KINDS,
    Back,
    Flipped,
    Limits,
    Response,
    Rest,
    Selection,
    Session,
    Turn,
)
from quizkit.practice.kinds import Given
from quizkit.practice.matching import PatternMatcher
from quizkit.practice.plan import Plan
from quizkit.schedule import Fsrs
from quizkit.store import FILE_NAME, Store

ASK = Text("What comes out?", "结果是多少？")
SAYS = Text("Scaled scores have variance 1.", "缩放后得分的方差为 1。")
WIDTHS = (16, 64, 256)


def same(n: int) -> tuple[int, ...]:
    """No shuffling."""
    return tuple(range(n))


def at(control: str | None = None, d_k: int = 64) -> Address:
    """Where the variance of a score is read."""
    return Address("score variance", {"d_k": d_k}, control)


@dataclass
class Bench:
    """Checks of one sweep: a value for every arm at every width, exact to 1 %."""

    values: Mapping[str | None, Sequence[float]]
    broken: Mapping[str | None, str] = field(default_factory=dict[str | None, str])

    def get_ready(self, checks: Sequence[str]) -> None:
        """Nothing to do."""

    def controls(self, check: str) -> tuple[str, ...]:
        """All arms but the claim's own."""
        return tuple(name for name in self.values if name)

    def chinese(self, check: str) -> Chinese:
        """What a pack's zh.yaml says."""
        return {"score variance": "得分方差", "unscaled": "不缩放"}

    def seconds(self, check: str) -> float | None:
        """Never certified."""
        return None

    def measure(self, check: str, address: Address) -> Observation:
        """One value."""
        return self._arm(address.control).observations[WIDTHS.index(int(address.at["d_k"]))]

    def report(self, check: str) -> Report:
        """All arms."""
        own, *controls = [self._arm(name) for name in self.values]
        return Report(check, 0, "Scaled scores have unit variance.", own, tuple(controls))

    def cancel(self) -> None:
        """Nothing runs."""

    def _arm(self, control: str | None) -> Arm:
        if control not in self.values:
            raise QuizkitError(f"no arm {control!r}")
        observations = tuple(
            Observation(
                "score variance",
                {"d_k": d_k},
                value,
                value * 0.99,
                value * 1.01,
                Target.band(0.9, 1.1, equals=1.0),
            )
            for d_k, value in zip(WIDTHS, self.values[control], strict=True)
        )
        return Arm(control, observations, error=self.broken.get(control, ""))


@dataclass
class Workshop:
    """A question, and a bench that its cards are answered at."""

    question: Question
    bench: Bench

    def given(self, kind: str, claim: str, response: Response, lang: Lang) -> Given:
        """A card as it was asked, not shuffled, and answered."""
        card = CardId(kind, self.question.id, claim)
        front = KINDS[kind].front(self.question, card, same)
        return Given(self.question, card, front, response, lang)

    def back(self, kind: str, response: Response, claim: str = "", lang: Lang = Lang.EN) -> Back:
        """What a card shows for an answer."""
        given = self.given(kind, claim, response, lang)
        return KINDS[kind].back(given, self.bench, PatternMatcher())

    def flip(self, kind: str, response: Response, claim: str, arm: str) -> Flipped:
        """What another arm of its check shows."""
        return KINDS[kind].flip(self.given(kind, claim, response, Lang.EN), arm, self.bench)


@pytest.fixture
def bench() -> Bench:
    """The world as theory has it: 1 for every width, d_k unscaled, 1 / d_k over-scaled."""
    return Bench(
        {
            None: (1.0, 1.0, 1.0),
            "unscaled": (16.0, 64.0, 256.0),
            "divided by d_k": (1 / 16, 1 / 64, 1 / 256),
        }
    )


@pytest.fixture
def workshop(bench: Bench) -> Workshop:
    """A number, an order and a curve; a truth, a myth, and one that holds under a condition."""
    check, names = "scaling/unit_variance", ("score variance",)
    number = PredictNumber(ASK, at("unscaled"))
    order = PredictOrder(
        ASK,
        (
            Item(Text("as it is", "不缩放"), at("unscaled")),
            Item(Text("divided by d_k", "除以 d_k"), at("divided by d_k")),
            Item(Text("divided by √d_k", "除以 √d_k"), at()),
        ),
    )
    curve = PredictCurve(ASK, "d_k", Address("score variance", {}, "unscaled"))
    truth = Text("It is 1 for every width.", "任意维度下都是 1。")
    when = Text("keys follow the queries.", "键与查询相关。")
    claims = (
        Claim("number", SAYS, Measured(check, names, number)),
        Claim("order", SAYS, Measured(check, names, order)),
        Claim("curve", SAYS, Measured(check, names, curve), myth=True, truth=truth),
        Claim("when", SAYS, Measured(check, names), myth=True, truth=truth, when=when),
    )
    points = (
        Point(Text("the variance grows", "方差增长"), ("variance", "方差")),
        Point(Text("the softmax saturates", "softmax 饱和"), ("saturat", "饱和")),
        Point(Text("entries are independent", "分量独立"), ("independent", "独立")),
    )
    wrong = tuple(
        WrongChoice(Text(f"wrong {n}", f"错误 {n}"), Text(f"because {n}", f"因为 {n}"))
        for n in range(3)
    )
    question = Question(
        id="scaling/why",
        question=Text("Why divide by √d_k?", "为什么除以 √d_k？"),
        answer=Text("So that the variance is 1.", "使方差为 1。"),
        points=points,
        claims=claims,
        choices=Choices(Text("right", "正确选项"), wrong),
        difficulty=2,
        follow_ups=(),
        sources=(),
        covers=(),
    )
    return Workshop(question, bench)


NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


class Learner:
    """One learner's log, the sessions over it, and a clock that stands still until it is moved."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.now = NINE

    def begin(
        self,
        bank: Bank,
        kinds: str = "recall",
        limits: Limits | None = None,
        plan: Plan | None = None,
        **chosen: object,
    ) -> Session:
        """A session of some kinds of cards ("" for all)."""
        picked = tuple(KINDS[kind] for kind in kinds.split()) or tuple(KINDS.values())
        return Session(
            bank,
            self.store,
            Fsrs(),
            PatternMatcher(),
            clock=self.now,
            seed=b"seed",
            zone=UTC,
            selection=Selection(kinds=picked, **chosen),  # pyright: ignore[reportArgumentType]
            limits=limits or Limits(),
            plan=plan,
        )

    def draw(self, session: Session) -> Turn:
        """The next card, which there has to be."""
        drawn = session.draw(self.now)
        assert isinstance(drawn, Turn), drawn
        return drawn

    def answer(self, session: Session, rating: Rating = Rating.EASY) -> str:
        """Answer the next card; return its id."""
        turn = self.draw(session)
        _ = session.answer(turn, rating, clock=self.now, random=os.urandom)
        return str(turn.card)

    def undo(self, session: Session) -> str:
        """Take the last step back; return the card that is asked then."""
        card = session.undo(clock=self.now, random=os.urandom)
        turn = self.draw(session)
        assert turn.card == card
        return str(turn.card)

    def go_through(self, session: Session, rating: Rating = Rating.EASY) -> list[str]:
        """Answer until nothing is left to ask now; return the cards in their order."""
        cards: list[str] = []
        while not isinstance(session.draw(self.now), Rest):
            cards.append(self.answer(session, rating))
            assert len(cards) < 1000, "the session never ends"
        return cards


@pytest.fixture
def make_learner(tmp_path: Path) -> Iterator[Callable[..., Learner]]:
    """Learners who have answered nothing yet, each with a log of their own, or with that named."""
    stores: list[Store] = []

    def make(log: Path | None = None) -> Learner:
        stores.append(Store(log or tmp_path / f"{len(stores)}-{FILE_NAME}", Fsrs()))
        return Learner(stores[-1])

    yield make
    for store in stores:
        store.close()


@pytest.fixture
def learner(make_learner: Callable[[], Learner]) -> Learner:
    """One of them."""
    return make_learner()
