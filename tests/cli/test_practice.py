"""`quizkit practice` without a screen: the same session in lines, and its command line."""

import io
import json
import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from quizkit.bank import Bank
from quizkit.cli.editing import edited
from quizkit.cli.practice_plain import PlainPractice
from quizkit.errors import QuizkitError
from quizkit.model import Lang, Rating
from quizkit.practice import KINDS, Selection, Session
from quizkit.practice.matching import PatternMatcher
from quizkit.schedule import Fsrs
from quizkit.store import FILE_NAME, Store

if TYPE_CHECKING:
    from tests.conftest import FakeChecks

MakeBank = Callable[[Mapping[str, int]], Bank]
NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def practise(
    make_bank: MakeBank,
    fake_checks: "FakeChecks",
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Callable[..., tuple[str, list[tuple[str, Rating]]]]:
    """Answer with these lines; return what was said, and the reviews in the log."""

    def run(
        questions: Mapping[str, int],
        lines: Sequence[str],
        kind: str = "",
        lang: Lang = Lang.EN,
        breaks: str = "",
        clock: datetime = NINE,
    ) -> tuple[str, list[tuple[str, Rating]]]:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        kinds = (KINDS[kind],) if kind else tuple(KINDS.values())
        with Store(tmp_path / FILE_NAME, Fsrs()) as store:
            session = Session(
                make_bank(questions),
                store,
                Fsrs(),
                PatternMatcher(),
                clock=clock,
                seed=b"seed",
                zone=UTC,
                selection=Selection(kinds=kinds),
            )
            fake_checks.breaks = breaks
            random = Random(1).randbytes

            def edit(question: str) -> Bank:
                return edited(session.bank, question)

            PlainPractice(session, fake_checks, lambda: clock, random, lang, edit).run()
            kept = [(str(review.card), review.rating) for review in store.reviews()]
        return capsys.readouterr().out, kept

    return run


Practise = Callable[..., tuple[str, list[tuple[str, Rating]]]]


def test_a_question_is_answered_in_lines(practise: Practise) -> None:
    said, kept = practise({"scaling/a": 0, "scaling/b": 0}, ["", "3", "", "4"], kind="recall")
    assert kept == [("recall:scaling/a", Rating.GOOD), ("recall:scaling/b", Rating.EASY)]
    assert "What does a say about dₖ?" in said
    assert "so its variance is dₖ" in said
    assert "3 Good, 10 min\n" in said
    assert "The next card is due in 10 min.\n" in said


def test_a_number_is_measured_in_lines(practise: Practise) -> None:
    said, kept = practise({"scaling/a": 1}, ["many", "8", "5", "1"], kind="predict")
    assert kept == [("predict:scaling/a#variance-0", Rating.AGAIN)]
    assert "“many” is no number" in said
    assert "You said 8. Measured: 64.1 [61.2, 67.1]" in said
    assert "unscaled 64.1; your guess 8" in said, "the figure in words"
    assert "1 Again, 1 min (suggested)" in said


def test_the_language_changes_at_every_prompt(practise: Practise) -> None:
    said, kept = practise({"scaling/a": 0}, ["l", "", "l", "3"])
    assert kept == [("recall:scaling/a", Rating.GOOD)]
    assert "a 对 dₖ 说了什么？" in said
    assert "3 良好，10 分钟" in said
    assert said.count("A score q·k") == 1, "both languages after the second change"


@pytest.mark.parametrize("lines", [[], ["q"], ["", "q"], [""], ["", "9"]])
def test_the_end_of_the_input_keeps_what_was_answered_and_no_more(
    practise: Practise, lines: list[str]
) -> None:
    _, kept = practise({"scaling/a": 0, "scaling/b": 0}, ["", "2", *lines])
    assert kept == [("recall:scaling/a", Rating.HARD)]


def test_the_last_answer_can_be_taken_back_before_the_session_ends(practise: Practise) -> None:
    said, kept = practise({"scaling/a": 0}, ["", "3", "u", "", "1", "", "3"], kind="recall")
    assert kept == [("recall:scaling/a", Rating.AGAIN)]
    assert said.count("What does a say") == 2, "asked again, and no more after Enter"


def test_a_session_in_which_nothing_was_done_ends_without_a_question(practise: Practise) -> None:
    said, _ = practise({"scaling/a": 0}, [""] * 3, kind="predict")
    assert "Enter finishes" not in said


def test_a_clock_that_is_behind_does_not_put_off_the_next_card(practise: Practise) -> None:
    later = NINE + timedelta(days=3)
    _ = practise({"scaling/a": 0}, ["", "3"], kind="recall", clock=later)
    said, _ = practise({"scaling/a": 0}, [], kind="recall")
    assert "The next card is due in 10 min." in said


def test_what_is_told_of_a_card_does_not_tell_its_answer_again(practise: Practise) -> None:
    said, kept = practise({"scaling/a": 0}, ["", "?", "r", "g", "m", "a note", "3"], kind="recall")
    assert kept == [("recall:scaling/a", Rating.GOOD)]
    assert said.count("so its variance is dₖ") == 1


def test_a_changed_card_can_be_looked_at_and_put_aside_before_it_is_decided(
    practise: Practise, make_bank: MakeBank
) -> None:
    _ = practise({"scaling/a": 1}, ["8", "1"], kind="predict")
    path = make_bank({}).file_of("scaling/a")
    text = path.read_text(encoding="utf-8").replace("The scaled score has", "A scaled score has")
    _ = path.write_text(text, encoding="utf-8")
    said, kept = practise({}, ["?", "x"], kind="predict", clock=NINE + timedelta(days=1))
    assert said.index("Does what you know still count?") < said.index("Suspended:")
    assert said.count("What is the variance at") == 1
    assert len(kept) == 1


def test_a_decision_that_is_not_kept_is_told_and_asked_again(
    practise: Practise, make_bank: MakeBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    _ = practise({"scaling/a": 1}, ["8", "1"], kind="predict")
    path = make_bank({}).file_of("scaling/a")
    text = path.read_text(encoding="utf-8").replace("The scaled score has", "A scaled score has")
    _ = path.write_text(text, encoding="utf-8")

    def full(*_: object, **__: object) -> None:
        raise QuizkitError("the disk is full", zh="磁盘已满")

    monkeypatch.setattr(Store, "mark", full)
    later = NINE + timedelta(days=1)
    said, _ = practise({}, ["k", "n"], kind="predict", clock=later, lang=Lang.ZH)
    assert said.count("磁盘已满") == 2


def test_the_file_is_edited_and_the_card_asked_as_it_is_then(
    practise: Practise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor"
    _ = editor.write_text('#!/bin/sh\nsed -i "s/What does a say/What says a/" "$1"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    said, kept = practise({"scaling/a": 0}, ["o", "", "3"], kind="recall")
    assert said.index("What does a say") < said.index("What says a")
    assert kept == [("recall:scaling/a", Rating.GOOD)]


def test_an_editor_that_fails_is_told_and_the_card_stays(
    practise: Practise, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "false")
    said, kept = practise({"scaling/a": 0}, ["o", "", "o", "3"], kind="recall")
    assert said.count("ended with status 1") == 2
    assert kept == [("recall:scaling/a", Rating.GOOD)]


def test_terms_of_the_answer_are_explained_once_it_is_shown(
    practise: Practise, make_bank: MakeBank
) -> None:
    pack = make_bank({"scaling/a": 0}).pack
    _ = pack.glossary.write_text(
        "variance: {zh: 方差, means: {en: the mean square, zh: 平方的均值}}\n", encoding="utf-8"
    )
    said, _ = practise({"scaling/a": 0}, ["g", "", "g"], kind="recall", lang=Lang.ZH)
    assert said.index("这里没有术语表中的词。") < said.index("方差（variance）：平方的均值")


@pytest.mark.parametrize(("word", "reviews"), [("k", 0), ("2", 1)])
def test_a_broken_check_is_told_and_the_card_graded_or_skipped(
    practise: Practise, word: str, reviews: int
) -> None:
    said, kept = practise(
        {"scaling/a": 1}, ["8", word], kind="predict", breaks="the check breaks: no"
    )
    assert "the check breaks: no" in said
    assert "so its variance is dₖ" in said
    assert len(kept) == reviews


def test_nothing_that_could_speak_to_a_terminal_is_said(
    practise: Practise, make_bank: MakeBank
) -> None:
    path = make_bank({"scaling/a": 0}).pack.questions / "scaling" / "a.yaml"
    text = path.read_text(encoding="utf-8").replace('"What does a', '"What \\x1b[31mdoes\\a a')
    _ = path.write_text(text, encoding="utf-8")
    said, _ = practise({}, [""])
    assert "\x1b" not in said
    assert "\a" not in said


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


def test_a_pipe_practises_and_the_log_keeps_it(tmp_path: Path, make_bank: MakeBank) -> None:
    pack = str(make_bank({"scaling/a": 0, "scaling/b": 0}).pack.root)
    run = quizkit(tmp_path, "--pack", pack, "practice", "--limit", "1", said="\n3\n")
    assert (run.returncode, run.stderr) == (0, "")
    assert "That was the number of answers you asked for." in run.stdout
    again = quizkit(tmp_path, "--pack", pack, "practice", "--new", "1", "--lang", "zh")
    assert "还有 1 张新卡片" in again.stdout
    assert "\x1b" not in run.stdout + again.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["practice", "scalin"], "did you mean scaling"),
        (["practice", "--kind", "chioce"], "is none of recall, predict"),
        (["practice", "--limit", "0"], "--limit"),
        (["practice", "--new", "-1"], "--new"),
        (["practice", "--lang", "fr"], "--lang"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_a_wrong_command_line_exits_2_and_says_how_to_mend_it(
    tmp_path: Path, make_bank: MakeBank, arguments: list[str], message: str
) -> None:
    pack = str(make_bank({"scaling/a": 0}).pack.root)
    run = quizkit(tmp_path, "--pack", pack, *arguments)
    assert run.returncode == 2
    assert message in run.stderr
    assert "Traceback" not in run.stderr


def test_a_log_that_cannot_be_read_exits_2_with_its_place(
    tmp_path: Path, make_bank: MakeBank
) -> None:
    pack = str(make_bank({"scaling/a": 0}).pack.root)
    log = tmp_path / "data" / FILE_NAME
    log.parent.mkdir()
    _ = log.write_text("no database\n" * 500)
    run = quizkit(tmp_path, "--pack", pack, "practice")
    assert run.returncode == 2
    assert run.stderr.startswith(f"quizkit: {log}: this file is not a review log")
    assert len(run.stderr.splitlines()) == 1


def test_the_help_names_every_kind() -> None:
    run = quizkit(Path(), "practice", "--help")
    words = set(re.findall(r"\w+", run.stdout))
    assert set(KINDS) <= words


LOOK = """
import json, sys
from quizkit.cli import main
sys.argv = json.loads(sys.argv[1])
try:
    main()
except SystemExit:
    pass
print("MODULES" + json.dumps(sorted(sys.modules)))
"""


def test_practice_in_lines_imports_neither_textual_nor_torch(
    tmp_path: Path, make_bank: MakeBank
) -> None:
    pack = str(make_bank({"scaling/a": 0}).pack.root)
    arguments = ["quizkit", "--pack", pack, "practice"]
    run = subprocess.run(
        [sys.executable, "-c", LOOK, json.dumps(arguments)],
        input="\n3\n",
        capture_output=True,
        text=True,
        env={"QUIZKIT_HOME": str(tmp_path), "PATH": ""},
        timeout=60,
        check=True,
    )
    loaded = {name.partition(".")[0] for name in json.loads(run.stdout.partition("MODULES")[2])}
    assert "fsrs" in loaded, "a card was answered"
    assert loaded & {"textual", "torch", "transformers", "numpy", "scipy", "matplotlib"} == set()
