"""The way from home to the study group and back, over a folder as members really share it."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from quizkit.bank import Bank
from quizkit.cli.group_opening import join
from quizkit.cli.home import house_of
from quizkit.cli.learner import learner
from quizkit.cli.live_checks import LiveChecks
from quizkit.cli.session import Session
from quizkit.model import Lang
from quizkit.tui import PracticeApp
from quizkit.tui.group_screen import GroupScreen
from quizkit.tui.home_screen import HomeScreen
from quizkit.tui.picture import picture_of

Wait = Callable[..., Any]


@pytest.fixture
def session(
    make_bank: Callable[[Mapping[str, int]], Bank], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Session:
    """The command line over a small pack, and a learner of whom nothing is known."""
    monkeypatch.setenv("QUIZKIT_HOME", str(tmp_path / "home"))
    return Session(pack_path=make_bank({"scaling/a": 0}).pack.root)


@pytest.fixture
def home(session: Session) -> Iterator[PracticeApp]:
    """The home screen as `quizkit home` opens it, in Chinese."""
    with learner(session) as this, LiveChecks(this.bank) as checks:
        yield PracticeApp(house_of(session, this, checks, Lang.ZH))


def shows(app: PracticeApp, *words: str) -> bool:
    page = picture_of(app, "").replace("&#160;", " ")
    return all(word in page for word in words)


async def test_the_group_opens_from_home_and_leads_back(
    session: Session, home: PracticeApp, wait: Wait, tmp_path: Path
) -> None:
    (tmp_path / "shared").mkdir()
    _ = join(
        session, tmp_path / "shared", "Ada", "cards", typed=False, finished=False, take=False
    ).sync(take=False)
    async with home.run_test(size=(80, 24)) as pilot:
        await wait(pilot, lambda: shows(home, "g"))
        await pilot.press("g")
        await wait(pilot, lambda: isinstance(home.screen, GroupScreen))
        await wait(pilot, lambda: shows(home, "学习小组", "Ada"))
        await pilot.press("q")
        await wait(pilot, lambda: isinstance(home.screen, HomeScreen))


async def test_who_is_in_no_group_is_told_at_home_how_to_join(
    home: PracticeApp, wait: Wait
) -> None:
    async with home.run_test(size=(80, 24)) as pilot:
        await pilot.press("g")
        await wait(pilot, lambda: shows(home, "你还没有加入小组"))
        assert isinstance(home.screen, HomeScreen)
        await pilot.press("l", "l")
        await wait(pilot, lambda: shows(home, "you are in no group"))
