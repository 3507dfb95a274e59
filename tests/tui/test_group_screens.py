"""A study group on a screen: where it stands, and a session in one room, small and large."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len
from textual.app import App

from quizkit.bank import Bank
from quizkit.cli.group_session import read_vote
from quizkit.group.lines import Share
from quizkit.group.room import Revealed, Room
from quizkit.group.status import Best, Level, MemberState, Status, Suggested, TopicLevels
from quizkit.group.words import KEPT
from quizkit.model import Lang, Text
from quizkit.model.review import CardId, Rating
from quizkit.practice.matching import PatternMatcher
from quizkit.tui.group_app import RoomApp
from quizkit.tui.group_desk import RoomDesk
from quizkit.tui.group_screen import GroupScreen
from quizkit.tui.sheet_app import SheetApp

if TYPE_CHECKING:
    from tests.conftest import FakeChecks

SIZES = [(80, 24), (200, 60)]
each_size = pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
each_lang = pytest.mark.parametrize("lang", [Lang.EN, Lang.ZH])
STATUS = Status(
    today=date(2026, 3, 2),
    folder="/shared",
    members=(
        MemberState("Ada", Share.CARDS, date(2026, 3, 2), 12, finished=True),
        MemberState("小博", Share.NOTHING, None, 0, finished=False),
    ),
    topics=(TopicLevels("scaling", (Level("Ada", 0.8), Level("小博", 0.2))),),
    unknown=(Best("masking/c", Level("Ada", 0.1)),),
    unknown_count=1,
    suggested=(Suggested("masking/c", 0.05, None), Suggested("scaling/a", 0.4, Level("Ada", 0.8))),
    notices=(("members/eve.jsonl:3", "it is not JSON"),),
)
TOLD = {
    Lang.EN: ["Study group", "Done for today: Ada.", "strongest", "Ada 80%", "小博 20%"],
    Lang.ZH: ["学习小组", "今天的复习已完成：Ada。", "最强", "Ada 80%", "小博 20%"],
}
LATER = {Lang.EN: "read it together", Lang.ZH: "一起读答案"}
Wait = Callable[..., Any]
MakeRoom = Callable[..., tuple[RoomApp, list[Revealed], Room]]


def lines(app: App[Any]) -> list[str]:
    compositor = app.screen._compositor  # pyright: ignore[reportPrivateUsage]  has the page
    return ["".join(s.text for s in strip) for strip in compositor.render_strips(app.size)]


def shows(app: App[Any], *words: str) -> bool:
    rows = lines(app)
    page = "\n".join(rows)
    if not all(word in page for word in words):
        return False
    assert {cell_len(row) for row in rows} == {app.size.width}, "double-width characters line up"
    return True


@pytest.fixture
def make_room(
    make_bank: Callable[[Mapping[str, int]], Bank], fake_checks: "FakeChecks"
) -> MakeRoom:
    """A room that is asked some cards, and a list of what was kept of it."""

    def make(*cards: str, lang: Lang = Lang.EN) -> tuple[RoomApp, list[Revealed], Room]:
        kept: list[Revealed] = []

        def keep(revealed: Revealed) -> Text:
            kept.append(revealed)
            return KEPT

        bank = make_bank({"scaling/a": 1, "scaling/b": 1})
        room = Room(bank, [CardId.parse(card) for card in cards], b"seed")
        matcher, people = PatternMatcher(), ("Ada", "小博")
        desk = RoomDesk(room, fake_checks, matcher, keep, read_vote, lang, people, ("Ada",))
        return RoomApp(desk), kept, room

    return make


@each_lang
@each_size
async def test_the_status_tells_who_is_strong_and_what_comes_next(
    wait: Wait, lang: Lang, size: tuple[int, int]
) -> None:
    app = SheetApp(GroupScreen(STATUS, lang))
    async with app.run_test(size=size) as pilot:
        await wait(pilot, lambda: shows(app, *TOLD[lang]))
        for _ in range(6):
            if LATER[lang] in "\n".join(lines(app)):
                break
            await pilot.press("right")
            await pilot.pause()
        assert shows(app, LATER[lang])


WHO = {Lang.EN: "Who is here?", Lang.ZH: "今天谁在场？"}
VOTES = {Lang.EN: "Ada votes", Lang.ZH: "Ada 投票"}
MEASURED = {Lang.EN: "Measured just now", Lang.ZH: "刚刚实测"}
NOT_YET = "✗"


@each_lang
@each_size
async def test_votes_stay_hidden_until_all_have_voted_then_the_check_runs(
    make_room: MakeRoom, wait: Wait, lang: Lang, size: tuple[int, int]
) -> None:
    app, kept, room = make_room("myth:scaling/a#variance-0", lang=lang)
    async with app.run_test(size=size) as pilot:
        await wait(pilot, lambda: shows(app, WHO[lang], "1 [x] Ada", "2 [ ] 小博"))
        await pilot.press("2", "enter")
        await wait(pilot, lambda: shows(app, VOTES[lang], "○ Ada", "○ 小博"))
        await pilot.press("1")
        before = "\n".join(lines(app))
        await pilot.press("backspace", "2")
        await wait(pilot, lambda: "\n".join(lines(app)) == before)
        await pilot.press("enter")
        await wait(pilot, lambda: shows(app, "● Ada", "○ 小博"))
        assert (kept, NOT_YET in "\n".join(lines(app))) == ([], False)
        await pilot.press("1", "enter")
        await wait(pilot, lambda: shows(app, "✗ Ada: 2", "✓ 小博: 1"))
        await pilot.press("enter")
        await wait(pilot, lambda: shows(app, "小博 1 · Ada 0"))
    assert {n: r.rating for n, r in kept[0].results.items()} == {
        "Ada": Rating.AGAIN,
        "小博": Rating.GOOD,
    }
    assert room.asked is None


async def test_options_and_people_can_be_clicked(make_room: MakeRoom, wait: Wait) -> None:
    app, kept, _ = make_room("choice:scaling/a")
    async with app.run_test(size=(80, 24)) as pilot:
        await wait(pilot, lambda: shows(app, "2 [ ] 小博"))
        row = next(i for i, line in enumerate(lines(app)) if "小博" in line)
        assert await pilot.click(offset=(lines(app)[row].index("小"), row))
        await wait(pilot, lambda: shows(app, "2 [x] 小博"))
        await pilot.press("enter")
        for name in ("Ada", "小博"):
            await wait(pilot, lambda name=name: shows(app, f"{name} votes"))
            row = next(i for i, line in enumerate(lines(app)) if "The variance grows" in line)
            assert await pilot.click(offset=(8, row))
        await wait(pilot, lambda: shows(app, "✓ Ada: ", "✓ 小博: ", "enter next question"))
    assert {r.rating for r in kept[0].results.values()} == {Rating.GOOD}


async def test_a_guest_keeps_the_score_and_what_is_no_vote_is_explained(
    make_room: MakeRoom, wait: Wait
) -> None:
    app, kept, room = make_room("predict:scaling/a#variance-0", "choice:scaling/b")
    async with app.run_test(size=(80, 24)) as pilot:
        await wait(pilot, lambda: shows(app, "Who is here?"))
        await pilot.press(*"../x", "enter")
        await wait(pilot, lambda: shows(app, "That is no name"))
        await pilot.press(*["backspace"] * 4, *"Gast", "enter")
        await wait(pilot, lambda: shows(app, "3 [x] Gast"))
        await pilot.press("enter")
        await wait(pilot, lambda: shows(app, "Ada votes", "variance at"))
        await pilot.press(*"ei", "enter")
        await wait(pilot, lambda: shows(app, "is no number"))
        await pilot.press("escape", *"64", "enter")
        await wait(pilot, lambda: shows(app, "Gast votes"))
        await pilot.press(*"8", "enter")
        await wait(pilot, lambda: shows(app, "✓ Ada: 64", "✗ Gast: 8"))
        await pilot.press("enter")
        await wait(pilot, lambda: shows(app, "question 2 of 2"))
    assert list(kept[0].results) == ["Ada", "Gast"]
    assert room.ranking() == [("Ada", 1.0), ("Gast", 0.0)]


async def test_a_check_can_be_stopped_and_the_votes_be_given_anew(
    make_room: MakeRoom, wait: Wait, fake_checks: "FakeChecks"
) -> None:
    app, kept, _ = make_room("myth:scaling/a#variance-0")
    fake_checks.go.clear()
    async with app.run_test(size=(80, 24)) as pilot:
        await wait(pilot, lambda: shows(app, "Who is here?"))
        await pilot.press("enter", "1", "enter")
        await wait(pilot, lambda: shows(app, "The check is running"))
        await pilot.press("escape")
        await wait(pilot, lambda: shows(app, "Ada votes", "● Ada"))
        fake_checks.go.set()
        await pilot.press("1", "enter")
        await wait(pilot, lambda: shows(app, "✓ Ada: 1", "enter next question"))
    assert len(kept) == 1


async def test_where_the_check_breaks_nobody_scores_and_the_answer_is_shown(
    make_room: MakeRoom, wait: Wait, fake_checks: "FakeChecks"
) -> None:
    app, kept, room = make_room("myth:scaling/a#variance-0")
    fake_checks.breaks = "no torch"
    async with app.run_test(size=(80, 24)) as pilot:
        await wait(pilot, lambda: shows(app, "Who is here?"))
        await pilot.press("enter", "1", "enter")
        await wait(pilot, lambda: shows(app, "no torch", "nobody scores", "enter next question"))
    assert kept[0].results == {}
    assert room.ranking() == [("Ada", 0.0)]


async def test_controls_are_run_before_everybody_and_then_the_claim_stands_again(
    make_room: MakeRoom, wait: Wait, fake_checks: "FakeChecks"
) -> None:
    app, kept, _ = make_room("myth:scaling/a#variance-0")
    async with app.run_test(size=(120, 60)) as pilot:
        await wait(pilot, lambda: shows(app, "Who is here?"))
        await pilot.press("enter", "1", "enter")
        await wait(pilot, lambda: shows(app, "✓ Ada: 1", "Right"))
        for control in ("unscaled", "divided by d_k"):
            await pilot.press("v")
            await wait(pilot, lambda control=control: shows(app, f"“{control}”, the claim is"))
        fake_checks.breaks = "the control breaks"
        await pilot.press("v")
        await wait(pilot, lambda: shows(app, "Right"))
        assert not shows(app, "With one thing made wrong")
    assert len(kept) == 1, "a control changes no result"


async def test_a_control_can_be_stopped_and_its_error_is_told(
    make_room: MakeRoom, wait: Wait, fake_checks: "FakeChecks"
) -> None:
    app, _, _ = make_room("predict:scaling/a#variance-0")
    async with app.run_test(size=(120, 60)) as pilot:
        await wait(pilot, lambda: shows(app, "Who is here?"))
        await pilot.press("enter", *"64", "enter")
        await wait(pilot, lambda: shows(app, "✓ Ada: 64"))
        fake_checks.go.clear()
        await pilot.press("v")
        await wait(pilot, lambda: shows(app, "The check is running"))
        await pilot.press("escape")
        await wait(pilot, lambda: shows(app, "✓ Ada: 64", "v make one thing wrong"))
        fake_checks.go.set()
        fake_checks.breaks = "out of memory"
        await pilot.press("v")
        await wait(pilot, lambda: shows(app, "✓ Ada: 64", "out of memory"))


async def test_sources_are_shown_while_the_room_votes(make_room: MakeRoom, wait: Wait) -> None:
    app, _, _ = make_room("choice:scaling/a")
    async with app.run_test(size=(80, 24)) as pilot:
        await wait(pilot, lambda: shows(app, "Who is here?"))
        await pilot.press("enter", "r")
        await wait(pilot, lambda: shows(app, "Sources", "vaswani2017"))
        await pilot.press("escape", "1", "r")
        await wait(pilot, lambda: shows(app, "Ada votes"))
        assert not shows(app, "Sources"), "a letter in the line is typed"


PAGES = [(80, 24), (120, 40)]


@each_lang
@pytest.mark.parametrize("size", PAGES, ids=lambda s: f"{s[0]}x{s[1]}")
async def test_the_group_looks_as_it_did(hold: Wait, lang: Lang, size: tuple[int, int]) -> None:
    app = SheetApp(GroupScreen(STATUS, lang))
    async with app.run_test(size=size) as pilot:
        await hold(app, pilot, f"group status {size[0]}x{size[1]} {lang}")


@each_lang
@pytest.mark.parametrize("size", PAGES, ids=lambda s: f"{s[0]}x{s[1]}")
async def test_the_room_looks_as_it_did(
    make_room: MakeRoom, hold: Wait, lang: Lang, size: tuple[int, int]
) -> None:
    app, _, _ = make_room("predict:scaling/a#variance-0", lang=lang)
    steps = {
        "gathers": ("2",),
        "votes": ("enter", "6", "4", "enter"),
        "has measured": ("8", "enter"),
        "flipped": ("v",),
        "help": ("question_mark",),
        "over": ("escape", "enter"),
    }
    async with app.run_test(size=size) as pilot:
        for name, keys in steps.items():
            for key in keys:
                await pilot.press(key)
                await app.workers.wait_for_complete()
            await hold(app, pilot, f"room {name} {size[0]}x{size[1]} {lang}")
