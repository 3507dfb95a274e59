"""`quizkit interview` without a screen: asked, answered, resumed and reported in lines."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from quizkit.bank import Bank
from quizkit.cli.interview_plain import PlainInterview
from quizkit.model import Lang, Rating, Text
from quizkit.practice.interview import Interview, Journal, Room, Setup, unfinished
from quizkit.practice.matching import PatternMatcher
from quizkit.schedule import Fsrs
from quizkit.store import FILE_NAME, Store

MakeBank = Callable[[Mapping[str, int]], Bank]
NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
ALL = "the variance grows, so the softmax saturates; the entries are independent"
TWO = {"scaling/a": 0, "masking/b": 0}


class Desk:
    """An interview in lines over a small bank, and what it left behind."""

    def __init__(self, bank: Bank, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._bank, self._folder, self._capsys = bank, folder, capsys

    def run(
        self,
        lines: Sequence[str],
        monkeypatch: pytest.MonkeyPatch,
        *,
        spoken: bool = False,
        lang: Lang = Lang.EN,
        notice: Text | None = None,
    ) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        waiting = [path for path, _ in unfinished(self._folder)]
        setup = Setup("an-id", NINE, 30.0, spoken, (), "seed")
        if waiting:
            interview = Interview(self._bank, PatternMatcher(), Journal.reopen(waiting[0]))
        else:
            interview = Interview.begin(self._bank, PatternMatcher(), self._folder, setup)
        watch = count()
        with interview, Store(self._folder / FILE_NAME, Fsrs()) as store:
            room = Room(
                interview, store, lambda: NINE, os.urandom, lambda: float(next(watch)), lang
            )
            PlainInterview(room, notice).run()
            self.kept = [(str(r.card), r.rating) for r in store.reviews()]
            self.record = interview.record
        return self._capsys.readouterr().out


@pytest.fixture
def desk(make_bank: MakeBank, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(make_bank(TWO), tmp_path / "home", capsys)


def test_an_interview_is_held_and_reported_in_lines(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = desk.run([ALL, "k", "", "", ""], monkeypatch)
    assert sorted(rating for _, rating in desk.kept) == [Rating.AGAIN, Rating.GOOD]
    assert "of 30:00 · about 1 more]" in said
    before, _, after = said.partition("The interview is over.")
    assert "the variance grows" not in before, "no point and no answer while it runs"
    assert "[x]" not in before
    assert "a [x] the variance grows" in after
    assert "3 of 6 points said." in after
    assert "2 answers are in the schedule now." in after


def test_spoken_answers_are_rated_by_a_key_and_ticked_at_the_end(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = desk.run(["1", "3", "abc", "", "", ""], monkeypatch, spoken=True)
    assert [(card.partition(":")[0], rating) for card, rating in desk.kept] == [
        ("recall", Rating.GOOD),
        ("recall", Rating.AGAIN),
    ]
    assert "Your answer: said aloud" in said
    assert "3/3, felt well" in said
    assert "Points not ticked yet: 1 of the answers." in said


def test_a_wrong_tick_is_corrected(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    said = desk.run(["the variance", "e", "b", "b", "b", "s", "", ""], monkeypatch)
    assert "so its variance is dₖ" in said, "s shows the answer"
    assert [rating for _, rating in desk.kept] == [Rating.HARD]


@pytest.mark.parametrize("lines", [[], ["q"], ["?", "l"]])
def test_the_end_of_the_input_in_the_middle_keeps_the_answers_for_later(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, lines: list[str]
) -> None:
    said = desk.run([ALL, *lines], monkeypatch)
    assert desk.kept == []
    assert "after 1 answer" in said or "在 1 题之后中断" in said
    said = desk.run(["k", "", "", ""], monkeypatch)
    assert len(desk.kept) == 2, "resumed, the other question was asked, and both were kept"
    assert desk.record.kept


@pytest.mark.parametrize("cut", range(3, 6))
def test_the_end_of_the_input_in_the_report_leaves_the_report_for_later(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, cut: int
) -> None:
    lines = [ALL, "k", "bc", "", ""][:cut]
    _ = desk.run(lines, monkeypatch)
    assert desk.kept == []
    said = desk.run(["", "", ""], monkeypatch)
    assert "of 30:00 · about" not in said, "nothing is asked again"
    assert len(desk.kept) == 2


def test_nothing_answered_is_no_report(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    said = desk.run(["e"], monkeypatch)
    assert "Nothing was answered" in said
    assert desk.kept == []
    assert desk.record.closed


def test_n_leaves_the_schedule_as_it_is(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    said = desk.run([ALL, "e", "", "n"], monkeypatch)
    assert "Nothing was put into the schedule." in said
    assert desk.kept == []
    assert not desk.record.kept


def test_it_speaks_chinese_from_the_first_line_to_the_last(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    notice = Text("a notice", "一条提示")
    said = desk.run([ALL, "e", "", ""], monkeypatch, lang=Lang.ZH, notice=notice)
    assert said.startswith("一条提示\n")
    for words in ("开场", "你的回答", "面试结束。", "个要点答出", "已写入复习计划", "报告："):
        assert words in said
    assert "answer" not in said.replace("answers.sqlite", "")


def quizkit(home: Path, *arguments: str, said: str = "") -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "quizkit", *arguments],
        input=said,
        capture_output=True,
        text=True,
        env={"QUIZKIT_HOME": str(home), "PATH": "", "LANG": "C.UTF-8"},
        timeout=60,
        check=False,
    )


def test_the_command_holds_interrupts_and_resumes(make_bank: MakeBank, tmp_path: Path) -> None:
    pack = ["--pack", str(make_bank(TWO).pack.root)]
    home, report = tmp_path / "home", tmp_path / "report.md"
    first = quizkit(home, *pack, "interview", "--seed", "s", "--minutes", "20", said=f"{ALL}\n")
    assert first.returncode == 0
    assert "quizkit interview --resume goes on" in first.stdout
    other = quizkit(home, *pack, "interview", said="q\n")
    assert "was interrupted after 1 answer" in other.stdout, "a new one tells of the old one"
    last = quizkit(home, *pack, "interview", "--resume", "-o", str(report), said="k\n\n\n\n")
    assert last.returncode == 0, last.stderr
    assert "of 20:00" in last.stdout
    assert report.read_text(encoding="utf-8").startswith("# Mock interview")
    exported = quizkit(home, *pack, "store", "export").stdout.splitlines()
    assert len({json.loads(line)["detail"]["interview"] for line in exported}) == 1
    assert len(exported) == 2
    none = quizkit(home, *pack, "interview", "--resume")
    assert (none.returncode, none.stdout) == (2, "")
    assert "no interview was interrupted (`quizkit interview` begins" in none.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--minutes", "0"], "0.1<=x<=240"),
        (["--minutes", "nan"], "takes some time"),
        (["scalin"], "did you mean scaling?"),
        (["--resume", "--minutes", "5"], "goes on as it was begun"),
        (["--resume", "scaling"], "goes on as it was begun"),
        (["-o", "."], "this is a folder"),
        (["-o", "nowhere/report.md"], "could not be written here"),
    ],
)
def test_bad_input_is_told_before_the_interview_begins(
    make_bank: MakeBank, tmp_path: Path, arguments: list[str], told: str
) -> None:
    root = make_bank(TWO).pack.root
    run = quizkit(tmp_path / "home", "--pack", str(root), "interview", *arguments, said=f"{ALL}\n")
    assert run.returncode == 2
    assert told in " ".join(run.stderr.split())
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "home" / "data" / "interviews").exists()


def test_bytes_that_are_no_text_are_read_as_question_marks(
    make_bank: MakeBank, tmp_path: Path
) -> None:
    pack = make_bank(TWO).pack.root
    run = subprocess.run(
        [sys.executable, "-m", "quizkit", "--pack", str(pack), "interview"],
        input=b"variance \xff\xfe\ne\n\n\n",
        capture_output=True,
        env={"QUIZKIT_HOME": str(tmp_path / "home"), "PATH": "", "LANG": "C.UTF-8"},
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert b"1 answer is in the schedule" in run.stdout


def test_an_endpoint_that_is_not_there_is_told_once_and_the_interview_goes_on(
    make_bank: MakeBank, tmp_path: Path
) -> None:
    pack, home = make_bank(TWO).pack.root, tmp_path / "home"
    (home / "config").mkdir(parents=True)
    said = '[explain]\nmatcher = "endpoint"\nmodel = "m"\nurl = "http://127.0.0.1:9/v1"\n'
    _ = (home / "config" / "settings.toml").write_text(said)
    run = quizkit(home, "--pack", str(pack), "interview", said=f"{ALL}\n{ALL}\n\n\n\n")
    assert run.returncode == 0, run.stderr
    assert run.stdout.count("read by patterns from here on") == 1
    assert "6 of 6 points said." in run.stdout
    other = quizkit(home, "--pack", str(pack), "interview", "--matcher", "patterns", said="q\n")
    assert "from here on" not in other.stdout
    for command in ("practice", "interview"):
        none = quizkit(home, "--pack", str(pack), command, "--matcher", "embeddings")
        assert none.returncode == 0, "the model is looked for once there is something to read"


@pytest.mark.parametrize("command", ["practice", "interview"])
def test_a_way_that_is_not_set_up_is_told_with_its_remedy(
    make_bank: MakeBank, tmp_path: Path, command: str
) -> None:
    pack = make_bank(TWO).pack.root
    run = quizkit(tmp_path / "home", "--pack", str(pack), command, "--matcher", "endpoint")
    assert run.returncode == 2
    assert "the matcher 'endpoint' needs url and model (set them under [explain]" in run.stderr


def test_practice_says_on_the_next_card_that_the_endpoint_failed(
    make_bank: MakeBank, tmp_path: Path
) -> None:
    pack, home = make_bank(TWO).pack.root, tmp_path / "home"
    (home / "config").mkdir(parents=True)
    said = '[explain]\nmatcher = "endpoint"\nmodel = "m"\nurl = "http://127.0.0.1:9/v1"\n'
    _ = (home / "config" / "settings.toml").write_text(said)
    run = quizkit(
        home, "--pack", str(pack), "practice", "--kind", "explain", said=f"{ALL}\n3\n{ALL}\n3\n"
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.count("read by patterns from here on") == 1
    assert run.stdout.count("[x]") == 6
