"""`quizkit store`: what it prints, what it changes, and its exit status."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quizkit.model.review import CardId, Rating
from quizkit.schedule import Fsrs
from quizkit.store import FILE_NAME, Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
CARD = CardId("recall", "scaling/why-scale-by-sqrt-dk")
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def quizkit(tmp_path: Path) -> Run:
    def run(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "quizkit", "store", *map(str, arguments)],
            capture_output=True,
            input=stdin,
            check=False,
            timeout=60,
            env=os.environ | {"QUIZKIT_HOME": str(tmp_path), "TZ": "UTC"},
        )
        out, err = done.stdout.decode(), done.stderr.decode()
        assert "Traceback" not in err
        return subprocess.CompletedProcess(done.args, done.returncode, out, err)

    return run


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log with three answers."""
    path = tmp_path / "data" / FILE_NAME
    answer(path, 0, 1, 2)
    return path


def answer(path: Path, *days: int) -> None:
    with Store(path, Fsrs()) as store:
        for day in days:
            clock = NOON + day * timedelta(days=1)
            _ = store.append(CARD, Rating.GOOD, clock=clock, random=os.urandom)


def test_a_sound_log_is_said_to_be_sound_and_is_not_changed(quizkit: Run, log: Path) -> None:
    before = log.read_bytes()
    done = quizkit("check")
    assert done.stdout.splitlines() == [
        "3 events, the last on 2026-03-03 at 12:00; 1 card scheduled",
        "nothing is wrong",
    ]
    assert (done.returncode, log.read_bytes()) == (0, before)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE schedule SET due = due + 1", f"the schedule of {CARD} is not what its answers"),
        ("UPDATE schedule SET lapses = 1", f"the schedule of {CARD} is not what its answers"),
        ("DELETE FROM schedule", f"the schedule of {CARD} is not what its answers"),
        ("UPDATE schedule SET review = 'gone'", "a row of schedule stands without its review"),
    ],
)
def test_what_is_wrong_in_the_schedule_is_told_until_it_is_rebuilt(
    quizkit: Run, log: Path, statement: str, told: str
) -> None:
    with closing(sqlite3.connect(log)) as stranger, stranger:
        _ = stranger.execute(statement)
    done = quizkit("check")
    assert done.returncode == 2
    assert told in done.stdout
    assert quizkit("rebuild").stdout == "rebuilt the schedule of 1 card\n"
    assert quizkit("check").returncode == 0


def test_a_row_that_cannot_be_read_is_told(quizkit: Run, log: Path) -> None:
    with closing(sqlite3.connect(log)) as stranger, stranger:
        _ = stranger.execute(
            "INSERT INTO review (id, card, at, rating, seconds, detail, counts, content) "
            "VALUES ('odd', 'recall:#', 1, 3, 0.0, '{}', 1, '')"
        )
    done = quizkit("check")
    assert done.returncode == 2
    assert "the review odd cannot be read: not a card id: 'recall:#'" in done.stdout


def test_damage_is_told_and_a_backup_mends_it(quizkit: Run, log: Path) -> None:
    assert quizkit("backup").returncode == 0
    (made,) = log.parent.joinpath("backups").iterdir()
    data = bytearray(log.read_bytes())
    data[8192:] = b"\xff" * (len(data) - 8192)
    _ = log.write_bytes(data)
    assert quizkit("check").returncode == 2
    done = quizkit("restore", made)
    assert done.returncode == 0
    assert "restored" in done.stdout
    assert "what was there lies in" in done.stdout
    assert quizkit("check").returncode == 0


def test_restoring_says_what_it_put_back_and_what_it_replaced(quizkit: Run, log: Path) -> None:
    made = quizkit("backup").stdout.removeprefix("wrote ").partition(": ")[0]
    answer(log, 5)
    done = quizkit("restore", made)
    first, second, third = done.stdout.splitlines()
    assert first.endswith(": 3 events, the last on 2026-03-03 at 12:00")
    assert second == "it replaced 4 events, the last on 2026-03-06 at 12:00"
    kept = Path(third.removeprefix("what was there lies in "))
    assert kept.is_file()
    assert kept != Path(made)


def test_a_bad_file_is_not_restored(quizkit: Run, log: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.sqlite3"
    _ = bad.write_text("no database\n" * 50)
    before = log.read_bytes()
    done = quizkit("restore", bad)
    assert done.returncode == 2
    assert "bad.sqlite3: this file is not a review log" in done.stderr
    assert log.read_bytes() == before


def test_a_log_travels_as_lines_and_arrives_once(quizkit: Run, log: Path, tmp_path: Path) -> None:
    lines = tmp_path / "lines.jsonl"
    assert quizkit("export", "-o", lines).stdout == f"wrote 3 events to {lines}\n"
    assert quizkit("export").stdout == lines.read_text()
    log.unlink()
    assert quizkit("import", lines).stdout == f"{lines}: 3 added, 0 known, 0 refused\n"
    twice = quizkit("import", lines, "-", stdin=lines.read_bytes())
    assert twice.stdout.splitlines() == [
        f"{lines}: 0 added, 3 known, 0 refused",
        "-: 0 added, 3 known, 0 refused",
    ]
    assert quizkit("export").stdout == lines.read_text()
    assert quizkit("check").returncode == 0


def test_refused_lines_are_told_and_the_others_kept(quizkit: Run, log: Path) -> None:
    line = json.loads(quizkit("export").stdout.splitlines()[0])
    line["id"] = "01f0a3c2-0000-7000-8000-000000000001"
    bad = [b"\xff", b'{"event": "\x1b[31m"}', b"x"]
    done = quizkit("import", "-", stdin=b"\n".join([*bad, json.dumps(line).encode()]))
    assert done.stdout == "-: 1 added, 0 known, 3 refused\n"
    assert done.returncode == 2
    assert "-:1: it is not Unicode" in done.stderr
    assert "-:3: it is not JSON: Expecting value at character 1" in done.stderr
    assert "\x1b" not in done.stderr
    assert quizkit("export").stdout.count("\n") == 4


def test_a_file_that_is_there_is_replaced_only_by_force(
    quizkit: Run, log: Path, tmp_path: Path
) -> None:
    target = tmp_path / "there"
    _ = target.write_text("mine")
    done = quizkit("export", "-o", target)
    assert (done.returncode, target.read_text()) == (2, "mine")
    assert "--force" in done.stderr
    assert quizkit("export", "-o", target, "--force").returncode == 0
    assert target.read_text().count("\n") == 3
    assert {one.name for one in tmp_path.iterdir()} == {"data", "there", "cache"}


@pytest.mark.parametrize("command", ["check", "backup", "export", "rebuild"])
def test_where_there_is_no_log_none_is_made(quizkit: Run, tmp_path: Path, command: str) -> None:
    done = quizkit(command)
    assert done.returncode == 2
    assert "no review log yet" in done.stderr
    assert not (tmp_path / "data" / FILE_NAME).exists()


@pytest.mark.parametrize("command", ["import", "restore"])
@pytest.mark.parametrize("name", ["nowhere", "."])
def test_a_file_that_cannot_be_read_is_told(
    quizkit: Run, log: Path, command: str, name: str
) -> None:
    before = log.read_bytes()
    done = quizkit(command, name)
    assert done.returncode == 2
    assert done.stderr.startswith(f"quizkit: {name}: ")
    assert log.read_bytes() == before
