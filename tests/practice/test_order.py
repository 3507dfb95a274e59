"""The order in which a plan wants new cards begun, and what a learner names beside it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC
from typing import TYPE_CHECKING

import pytest

from quizkit.bank import Bank
from quizkit.model import CardId
from quizkit.practice import KINDS, Limits, Selection, Session
from quizkit.practice.matching import PatternMatcher
from quizkit.schedule import Fsrs

if TYPE_CHECKING:
    from tests.practice.conftest import Learner

B, A = "recall:masking/b", "recall:masking/a"
OTHER = "recall:scaling/c"


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ((), [B, A]),
        (("masking",), [B, A]),
        (("scaling",), [OTHER]),
        (("scaling", "masking"), [B, A, OTHER]),
    ],
)
def test_a_topic_that_is_named_is_begun_although_the_plan_leaves_it_out(
    make_bank: Callable[[Mapping[str, int]], Bank],
    learner: "Learner",
    words: Sequence[str],
    asked: Sequence[str],
) -> None:
    session = Session(
        make_bank({"masking/a": 0, "masking/b": 0, "scaling/c": 0}),
        learner.store,
        Fsrs(),
        PatternMatcher(),
        clock=learner.now,
        seed=b"seed",
        zone=UTC,
        selection=Selection(words, (KINDS["recall"],)),
        limits=Limits(new=9),
        order=[CardId.parse(B), CardId.parse(A)],
    )
    assert learner.go_through(session) == asked
