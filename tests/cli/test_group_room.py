"""A session in one room, in lines: what stands around a vote, and controls run for everybody."""

import io
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import pytest

from quizkit.bank import Bank
from quizkit.cli.group_plain import PlainRoom
from quizkit.cli.group_session import read_vote
from quizkit.errors import QuizkitError
from quizkit.group.room import Revealed, Room
from quizkit.group.words import KEPT
from quizkit.model import Lang, Text
from quizkit.model.review import CardId
from quizkit.practice.matching import PatternMatcher

if TYPE_CHECKING:
    from tests.conftest import FakeChecks

CARD = CardId.parse("myth:scaling/a#variance-0")
Hold = Callable[..., str]


@pytest.fixture
def hold(
    make_bank: Callable[[Mapping[str, int]], Bank],
    fake_checks: "FakeChecks",
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Hold:
    """Hold a session of Ada and Bo over one card with these lines; return what was said."""

    def run(*lines: str, lang: Lang = Lang.EN, full: bool = False) -> str:
        def keep(revealed: Revealed) -> Text:
            if full:
                raise QuizkitError("the disk is full", zh="磁盘已满")
            return KEPT

        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        room = Room(make_bank({"scaling/a": 1}), [CARD], b"seed")
        room.gather(["Ada", "Bo"])
        PlainRoom(room, fake_checks, PatternMatcher(), keep, read_vote, lang).run()
        return capsys.readouterr().out

    return run


@pytest.mark.parametrize(
    ("lang", "broken"), [(Lang.EN, "With one thing made wrong"), (Lang.ZH, "故意改错一处")]
)
def test_the_room_runs_one_control_after_the_other(hold: Hold, lang: Lang, broken: str) -> None:
    assert hold("1", "2", lang=lang).count(broken) == 0
    said = hold("1", "2", "v", "v", "", lang=lang)
    assert said.count(broken) == 2
    assert "**" not in said


def test_sources_can_be_looked_at_before_and_after_the_vote(hold: Hold) -> None:
    said = hold("1", "r", "2", "r", "")
    assert said.count("vaswani2017") == 2
    assert "✓ Ada: 1" in said, "r is no vote"


def test_results_that_are_not_kept_are_told_in_the_language_read(hold: Hold) -> None:
    said = hold("1", "2", "", lang=Lang.ZH, full=True)
    assert "磁盘已满" in said
    assert "得分：Ada 1 · Bo 0" in said, "the session goes on"
