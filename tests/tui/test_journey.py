"""A learner's journey in a real terminal: a prediction is measured live, graded, and kept."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from quizkit.bank import Bank
from quizkit.model import Rating
from quizkit.schedule import Fsrs
from quizkit.store import FILE_NAME, Store

CHECK = Path(__file__).parents[2] / "checks" / "scaling" / "unit_variance.py"
PATIENCE = 60.0
"""Seconds; the first measurement imports torch, on a machine that may be busy."""


class Terminal:
    """A tmux of its own, with one window."""

    def __init__(self, socket: Path) -> None:
        self._tmux = ["tmux", "-S", str(socket), "-f", "/dev/null", "-u"]

    def run(self, *arguments: str) -> str:
        """A command to tmux itself."""
        done = subprocess.run(
            [*self._tmux, *arguments], capture_output=True, text=True, timeout=20, check=False
        )
        return done.stdout

    def open(self, command: str, *, size: tuple[int, int]) -> None:
        """Open the window with a command in it; its last page stays when the command has ended."""
        width, height = map(str, size)
        _ = self.run("new-session", "-d", "-x", width, "-y", height, f"{command}; echo ended; cat")

    def type(self, *keys: str) -> None:
        """Press keys."""
        _ = self.run("send-keys", *keys)

    def shows(self, *words: str) -> str:
        """Wait until every one of `words` is on the screen, and return the page."""
        deadline = time.monotonic() + PATIENCE
        page = ""
        while time.monotonic() < deadline:
            page = self.run("capture-pane", "-p")
            if all(word in page for word in words):
                return page
            time.sleep(0.05)
        raise AssertionError(f"{words} never came:\n{page}")


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    terminal = Terminal(tmp_path / "tmux.socket")
    yield terminal
    _ = terminal.run("kill-server")


def test_a_prediction_is_measured_graded_and_kept(
    terminal: Terminal,
    make_bank: Callable[[Mapping[str, int]], Bank],
    tmp_path: Path,
) -> None:
    pack = make_bank({"scaling/why": 1}).pack.root
    (pack / "checks" / "scaling").mkdir()
    _ = shutil.copy(CHECK, pack / "checks" / "scaling")
    home = tmp_path / "home"
    quizkit = f"QUIZKIT_HOME={home} TERM=screen-256color {sys.executable} -m quizkit --pack {pack}"
    terminal.open(f"{quizkit} practice --kind predict --lang zh", size=(80, 24))
    page = terminal.shows("dₖ = 64 时方差是多少？", "enter 开始实测")
    assert "\n  scaling" in f"\n{page}", "the page begins at the top left"
    terminal.type("l", "l", "l", "6", "0", "Enter")
    _ = terminal.shows("正在实测 scaling/unit_variance")
    _ = terminal.shows("你的预测是 60，实测为", "unscaled", "你的预测", "建议", "4 轻松")
    terminal.type("2")
    _ = terminal.shows("暂时都答完了。")
    terminal.type("q")
    _ = terminal.shows("ended")
    with Store(home / "data" / FILE_NAME, Fsrs()) as store:
        (review,) = store.reviews()
    assert (str(review.card), review.rating) == ("predict:scaling/why#variance-0", Rating.HARD)
    assert review.detail["guess"] == 60.0
    assert review.detail["value"] == pytest.approx(64, rel=0.1)


def test_an_interview_is_left_resumed_and_put_into_the_schedule(
    terminal: Terminal,
    make_bank: Callable[[Mapping[str, int]], Bank],
    tmp_path: Path,
) -> None:
    pack = make_bank({"scaling/a": 0, "masking/b": 0}).pack.root
    home = tmp_path / "home"
    quizkit = f"QUIZKIT_HOME={home} TERM=screen-256color {sys.executable} -m quizkit --pack {pack}"
    terminal.open(f"{quizkit} home --lang zh", size=(80, 24))
    _ = terminal.shows("今天", "i 模拟面试")
    terminal.type("i")
    _ = terminal.shows("[30]", "[书面]", "[全部]")
    terminal.type("Enter")
    _ = terminal.shows("开场", "之后约 1 题", "enter 提交回答")
    terminal.type("方差和饱和", "Enter")
    _ = terminal.shows("换个话题", "enter 提交回答")
    terminal.type("Escape")
    _ = terminal.shows("enter 回到输入框")
    terminal.type("q")
    _ = terminal.shows("今天", "i 模拟面试")
    terminal.type("i")
    _ = terminal.shows("的面试在 1 题之后中断", "r 继续那次面试")
    terminal.type("r")
    _ = terminal.shows("换个话题", "enter 提交回答")
    terminal.type("Escape")
    _ = terminal.shows("enter 回到输入框")
    terminal.type("k")
    _ = terminal.shows("总览", "6 个要点答出 2 个。")
    terminal.type("Enter")
    _ = terminal.shows("2 个回答已写入复习计划。", "报告：")
    terminal.type("Enter")
    _ = terminal.shows("今天", "i 模拟面试")
    terminal.type("q")
    _ = terminal.shows("ended")
    with Store(home / "data" / FILE_NAME, Fsrs()) as store:
        reviews = list(store.reviews())
    assert [review.rating for review in reviews] == [Rating.HARD, Rating.AGAIN]
    assert reviews[0].detail["typed"] == "方差和饱和"
    assert len({review.detail["interview"] for review in reviews}) == 1


def test_a_room_votes_and_every_member_gets_the_result(
    terminal: Terminal, make_bank: Callable[[Mapping[str, int]], Bank], tmp_path: Path
) -> None:
    pack = make_bank({"scaling/why": 0}).pack.root
    shared = tmp_path / "shared"
    shared.mkdir()
    quizkit = f"TERM=screen-256color {sys.executable} -m quizkit --pack {pack} group"
    for name in ("bo", "ada"):
        home = f"QUIZKIT_HOME={tmp_path / name}"
        joined = f"{home} {quizkit} join {shared} --as {name} >/dev/null"
        done = subprocess.run(joined, shell=True, check=False, timeout=60)
        assert done.returncode == 0
    terminal.open(f"QUIZKIT_HOME={tmp_path / 'ada'} {quizkit} session --lang en", size=(80, 24))
    _ = terminal.shows("Who is here?", "1 [x] ada", "2 [ ] bo")
    terminal.type("2", "Enter")
    page = terminal.shows("○ ada", "○ bo", "ada votes:")
    (right,) = (line.split()[0] for line in page.splitlines() if "The variance grows" in line)
    terminal.type(right, "Enter")
    _ = terminal.shows("● ada", "bo votes:")
    terminal.type("4" if right != "4" else "3", "Enter")
    _ = terminal.shows(f"✓ ada: {right}", "✗ bo:", "Scores: ada 1 · bo 0", "Your results are in")
    terminal.type("Enter")
    _ = terminal.shows("That was the session.")
    terminal.type("q")
    _ = terminal.shows("ended")
    taken = f"QUIZKIT_HOME={tmp_path / 'bo'} {quizkit} sync --take >/dev/null"
    assert subprocess.run(taken, shell=True, check=False, timeout=60).returncode == 0
    for name, rating in (("ada", Rating.GOOD), ("bo", Rating.AGAIN)):
        with Store(tmp_path / name / "data" / FILE_NAME, Fsrs()) as store:
            (review,) = store.reviews()
        assert (str(review.card), review.rating) == ("choice:scaling/why", rating)


def test_a_question_is_edited_in_the_learners_editor_flagged_and_taken_back(
    terminal: Terminal,
    make_bank: Callable[[Mapping[str, int]], Bank],
    tmp_path: Path,
) -> None:
    pack = make_bank({"scaling/a": 0, "scaling/b": 0}).pack.root
    editor = tmp_path / "editor"
    _ = editor.write_text("#!/bin/sh\nsed -i 's/does a say/does a really say/' \"$1\"\n")
    editor.chmod(0o755)
    home = tmp_path / "home"
    settings = f"QUIZKIT_HOME={home} EDITOR={editor} TERM=screen-256color"
    command = f"{settings} {sys.executable} -m quizkit --pack {pack} practice --kind recall"
    terminal.open(f"{command} --lang en", size=(80, 24))
    _ = terminal.shows("What does a say about dₖ?", "space show the answer")
    terminal.type("o")
    _ = terminal.shows("What does a really say about dₖ?", "space show the answer")
    terminal.type("m")
    _ = terminal.shows("What is wrong with this card?")
    terminal.type("t", "y", "p", "o", "Enter")
    _ = terminal.shows("Flagged", "What does a really say")
    terminal.type("Space")
    _ = terminal.shows("4 Easy")
    terminal.type("4")
    _ = terminal.shows("What does b say")
    terminal.type("u")
    _ = terminal.shows("Taken back.", "What does a really say")
    terminal.type("q")
    _ = terminal.shows("ended")
    with Store(home / "data" / FILE_NAME, Fsrs()) as store:
        assert list(store.reviews()) == []
        assert [flag.note for flag in store.flags()] == ["typo"]


def test_a_session_in_lines_is_undone_and_put_off_in_a_terminal(
    terminal: Terminal,
    make_bank: Callable[[Mapping[str, int]], Bank],
    tmp_path: Path,
) -> None:
    pack = make_bank({"scaling/a": 0, "scaling/b": 0}).pack.root
    home = tmp_path / "home"
    quizkit = f"QUIZKIT_HOME={home} {sys.executable} -m quizkit --plain --pack {pack}"
    terminal.open(f"{quizkit} practice --kind choice --lang en", size=(80, 24))
    _ = terminal.shows("What does a say", "The number of an option")
    terminal.type("9", "Enter")
    _ = terminal.shows("There is no such option.")
    terminal.type("1", "Enter")
    _ = terminal.shows("Your grade, 1 to 4")
    terminal.type("3", "Enter")
    _ = terminal.shows("What does b say")
    terminal.type("u", "Enter")
    _ = terminal.shows("Taken back.")
    terminal.type("z", "Enter")
    _ = terminal.shows("Put off until tomorrow")
    terminal.type("q", "Enter")
    _ = terminal.shows("ended")
    with Store(home / "data" / FILE_NAME, Fsrs()) as store:
        assert list(store.reviews()) == []
        assert len(store.schedule()) == 0
