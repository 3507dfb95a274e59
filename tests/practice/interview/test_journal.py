"""Every event of an interview is on the disk at once, and the interview goes on from it."""

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from quizkit.errors import QuizkitError
from quizkit.model import Lang
from quizkit.practice.interview import Interview, Journal, Record, Setup, Went, unfinished
from quizkit.practice.interview.lines import record_of
from quizkit.practice.interview.words import left
from quizkit.practice.matching import PatternMatcher

Begin = Callable[..., Interview]
GOOD = "the variance grows, so the softmax saturates; the entries are independent"


def answer(interview: Interview, words: str, elapsed: float) -> None:
    assert interview.ask(elapsed)
    interview.type(words, seconds=60.0, elapsed=elapsed + 60.0)
    interview.hold(Lang.EN)


def again(interview: Interview) -> Interview:
    interview.close()
    return Interview(interview.bank, PatternMatcher(), Journal.reopen(interview.path))


def test_what_was_done_is_read_back_as_it_stood(begin: Begin) -> None:
    first = begin()
    answer(first, GOOD, 0.0)
    answer(first, "", 60.0)
    assert first.ask(120.0)
    before = first.record
    second = again(first)
    assert second.record == before
    assert second.ask(120.0) == before.exchanges[-1], "the question that waits is asked again"
    assert [e.answer.went for e in before.answered if e.answer] == [Went.WELL, Went.NOT]


def test_an_answer_is_kept_before_it_is_looked_at(begin: Begin) -> None:
    first = begin()
    assert first.ask(0.0)
    first.type(GOOD, seconds=60.0, elapsed=60.0)
    second = again(first)
    assert second.record.answered[0].answer is not None
    assert second.record.answered[0].answer.found == ()
    second.hold(Lang.EN)
    assert second.record.answered[0].answer is not None
    assert second.record.answered[0].answer.went is Went.WELL


def test_a_line_that_was_cut_off_is_cut_away(begin: Begin) -> None:
    first = begin()
    answer(first, GOOD, 0.0)
    first.close()
    whole = first.path.read_bytes()
    _ = first.path.write_bytes(whole + b'{"event": "asked", "question": "scal')
    second = again(first)
    assert len(second.record.answered) == 1
    answer(second, "nothing", 60.0)
    assert len(again(second).record.answered) == 2, "and what came after it stands on its own line"


def test_words_with_every_line_end_of_unicode_stay_one_line(begin: Begin) -> None:
    first = begin()
    words = "one\u2028two\x85three\x1cfour\nfive\ud800"
    answer(first, words, 0.0)
    kept = again(first).record.answered[0].answer
    assert kept is not None
    assert kept.typed == words.replace("\ud800", "?")


def test_two_windows_cannot_write_one_interview(begin: Begin) -> None:
    interview = begin()
    with pytest.raises(QuizkitError, match="going on in another window"):
        _ = Journal.reopen(interview.path)
    answer(interview, GOOD, 0.0)
    assert list(unfinished(interview.path.parent)) == [], "nor is it one that was interrupted"
    interview.close()
    assert [path for path, _ in unfinished(interview.path.parent)] == [interview.path]


def test_only_interviews_with_an_answer_and_an_open_report_wait(begin: Begin) -> None:
    interview = begin()
    folder = interview.path.parent
    interview.close()
    assert list(unfinished(folder)) == [], "nothing was answered"
    interview = again(interview)
    answer(interview, GOOD, 0.0)
    interview.end(90.0)
    interview.close()
    assert len(list(unfinished(folder))) == 1
    interview = again(interview)
    interview.finish(kept=True)
    interview.close()
    assert list(unfinished(folder)) == []


def test_a_full_disk_keeps_nothing_of_an_answer_and_it_can_be_given_again(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    interview = begin()
    assert interview.ask(0.0)
    before, write = interview.path.read_bytes(), os.write

    def half(file: int, data: Any) -> int:
        if len(data) > 20:
            return write(file, data[:20])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", half)
    with pytest.raises(QuizkitError, match="cannot be kept: No space left"):
        interview.type(GOOD, seconds=60.0, elapsed=60.0)
    monkeypatch.undo()
    assert interview.path.read_bytes() == before
    interview.type(GOOD, seconds=60.0, elapsed=60.0)
    assert len(again(interview).record.answered) == 1


BEGAN = {
    "event": "began",
    "id": "x",
    "at": "2026-03-02T09:00:00+00:00",
    "minutes": 30.0,
    "spoken": False,
    "words": [],
    "seed": "s",
}


@pytest.mark.parametrize(
    "line",
    [
        "",
        "no JSON",
        "[]",
        "3",
        '{"event": "danced"}',
        '{"event": ["asked"]}',
        '{"event": "asked", "question": "a/b"}',
        '{"event": "asked", "question": 3, "move": "opens"}',
        '{"event": "asked", "question": "a/b", "move": "sideways"}',
        '{"event": "said", "question": "a/b", "seconds": -1}',
        '{"event": "said", "question": "a/b", "seconds": NaN}',
        '{"event": "held", "question": "a/b", "found": ["found"]}',
        '{"event": "ended", "elapsed": "long"}',
        '{"event": "closed"}',
        "[" * 100_000,
    ],
)
def test_a_line_that_is_no_event_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="line 2 is no event"):
        _ = record_of([json.dumps(BEGAN), line])


@pytest.mark.parametrize("key", [*BEGAN])
def test_the_first_line_must_say_everything(key: str) -> None:
    said = {k: v for k, v in BEGAN.items() if k != key}
    with pytest.raises(ValueError, match="line 1 is no event"):
        _ = record_of([json.dumps(said)])
    assert record_of([json.dumps(BEGAN)]).exchanges == ()


def test_a_file_that_is_no_interview_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    _ = path.write_text("hello\n")
    with pytest.raises(QuizkitError, match=r"x\.jsonl: no interview: line 1"):
        _ = Journal.reopen(path)
    assert list(unfinished(tmp_path)) == []
    assert path.read_text() == "hello\n", "and left as it is"


ANSWERS = """
import sys
from pathlib import Path
from quizkit.bank import Pack, load
from quizkit.practice.interview import Interview, Setup
from quizkit.practice.matching import PatternMatcher
from datetime import UTC, datetime
setup = Setup("killed", datetime(2026, 3, 2, 9, tzinfo=UTC), 240.0)
bank = load(Pack(Path(sys.argv[1])))
interview = Interview.begin(bank, PatternMatcher(), Path(sys.argv[2]), setup)
elapsed = 0.0
while interview.ask(elapsed):
    elapsed += 1.0
    interview.type("an answer", seconds=1.0, elapsed=elapsed)
    print("acknowledged", flush=True)
"""


@pytest.mark.parametrize("acknowledged", [1, 3])
def test_a_kill_loses_no_acknowledged_answer(
    begin: Begin, tmp_path: Path, acknowledged: int
) -> None:
    pack = begin().bank.pack.root
    folder = tmp_path / "killed"
    process = subprocess.Popen(
        [sys.executable, "-c", ANSWERS, str(pack), str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    with process, process.stdout:
        for _ in range(acknowledged):
            assert process.stdout.readline() == "acknowledged\n"
        process.send_signal(signal.SIGKILL)
    ((_, record),) = unfinished(folder)
    assert isinstance(record, Record)
    assert len(record.answered) >= acknowledged


def test_an_interview_left_at_its_report_is_not_called_interrupted() -> None:
    record = Record(Setup("an-id", datetime(2026, 3, 2, 9, tzinfo=UTC), 30.0, False, (), "seed"))
    assert "was interrupted after 0 answers" in left(record).en
    waits = left(replace(record, ended=True))
    assert "report" in waits.en
    assert "interrupted" not in waits.en
    assert "面试报告" in waits.zh
