"""The index makes loading fast and can do no other harm, whatever state it is in."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizkit.bank import Bank, load
from quizkit.errors import QuizkitError

if TYPE_CHECKING:
    from tests.bank.conftest import MadePack


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def index_file(cache: Path) -> Path:
    (path,) = (cache / "bank").glob("*.sqlite")
    return path


def everything(bank: Bank) -> tuple[object, ...]:
    """All that a bank says."""
    questions = [bank.question(i) for i in bank.ids]
    return bank.faults, dict(bank.summaries), questions, dict(bank.checks)


@pytest.fixture
def unparsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are parsed from now on."""
    parsed: list[str] = []
    from quizkit.bank import question_file, read_script

    for module in (question_file, read_script):
        read: Callable[..., object] = module.read_source

        def note(path: Path, *rest: object, read: Callable[..., object] = read) -> object:
            parsed.append(path.name)
            return read(path, *rest)

        monkeypatch.setattr(module, "read_source", note)
    return parsed


def test_an_unchanged_pack_is_loaded_without_parsing_a_file(
    made: "MadePack", cache: Path, unparsed: list[str]
) -> None:
    first = everything(made.load(cache))
    assert sorted(set(unparsed)) == ["gradients.yaml", "unit_variance.py", "why-scale.yaml"]
    unparsed.clear()
    assert everything(made.load(cache)) == first
    assert unparsed == []


def test_what_the_index_says_is_what_the_files_say(made: "MadePack", cache: Path) -> None:
    _ = made.change(made.second, ("difficulty: 2", "difficulty: 9"))
    _ = made.load(cache)
    assert everything(made.load(cache)) == everything(made.load())


def test_only_a_changed_file_is_read_again(
    made: "MadePack", cache: Path, unparsed: list[str]
) -> None:
    _ = made.load(cache)
    unparsed.clear()
    _ = made.change(made.first, ("difficulty: 2", "difficulty: 31"))
    bank = made.load(cache)
    assert unparsed == ["why-scale.yaml"]
    assert [fault.place.path.name for fault in bank.faults] == ["why-scale.yaml"]


def test_a_change_that_keeps_the_size_and_the_mtime_is_seen_by_its_ctime(
    made: "MadePack", cache: Path
) -> None:
    path = made.root / made.first
    before = path.stat()
    _ = made.load(cache)
    _ = made.change(made.first, ("difficulty: 2", "difficulty: 3"))
    while path.stat().st_ctime_ns == before.st_ctime_ns:  # the clock of the file system ticks
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert made.load(cache).question("scaling/why-scale").difficulty == 3


def test_a_deleted_question_is_gone_and_leaves_no_row(made: "MadePack", cache: Path) -> None:
    _ = made.load(cache)
    (made.root / made.second).unlink()
    assert made.load(cache).ids == ("scaling/why-scale",)
    with sqlite3.connect(index_file(cache)) as connection:
        paths = connection.execute("SELECT path FROM file UNION SELECT path FROM body").fetchall()
    connection.close()
    assert (made.second,) not in paths
    assert (made.first,) in paths


def test_a_question_that_broke_since_loading_is_an_error_with_its_fault(
    made: "MadePack", cache: Path
) -> None:
    old = made.load(cache)
    _ = made.change(made.first, ("difficulty: 2", "difficulty: 31"))
    _ = made.load(cache)  # another process, which brings the index up to date
    with pytest.raises(QuizkitError, match="expected a whole number"):
        _ = old.question("scaling/why-scale")


def test_what_another_version_of_the_readers_wrote_is_read_again(
    made: "MadePack", cache: Path, unparsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _ = made.load(cache)
    unparsed.clear()
    monkeypatch.setattr("quizkit.bank.index.reader_version", lambda: "another")
    _ = made.load(cache)
    assert len(unparsed) == 3


def spoil_with_noise(path: Path) -> None:
    _ = path.write_bytes(b"this is no database" * 100)


def spoil_by_truncation(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def spoil_pages(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    _ = path.write_bytes(data)


def spoil_by_emptying(path: Path) -> None:
    _ = path.write_bytes(b"")


def replace_by_a_foreign_database(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        _ = connection.execute("CREATE TABLE cookies (name TEXT)")
    connection.close()


def replace_by_a_likeness(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        _ = connection.execute("CREATE TABLE reader (version)")
        _ = connection.execute("CREATE TABLE file (path, hidden)")
    connection.close()


def replace_by_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def edit(statement: str) -> Callable[[Path], None]:
    def do(path: Path) -> None:
        with sqlite3.connect(path) as connection:
            _ = connection.execute(statement)
        connection.close()

    return do


HOSTILE = '{"id": 1, "topic": ["x"], "claims": {}}'

SPOILED: dict[str, Callable[[Path], None]] = {
    "noise": spoil_with_noise,
    "truncated": spoil_by_truncation,
    "pages overwritten": spoil_pages,
    "empty": spoil_by_emptying,
    "another program's database": replace_by_a_foreign_database,
    "tables of the same names": replace_by_a_likeness,
    "a folder": replace_by_a_folder,
    "of another version": edit("UPDATE reader SET version = 'older'"),
    "without a version": edit("DELETE FROM reader"),
    "without bodies": edit("DROP TABLE body"),
    "summaries of another shape": edit(f"UPDATE file SET light = '{HOSTILE}' WHERE light != ''"),
    "summaries that are no JSON": edit("UPDATE file SET light = '{' WHERE light != ''"),
    "bodies of another shape": edit(f"UPDATE body SET text = '{HOSTILE}'"),
    "bodies that speak to the terminal": edit(
        "UPDATE body SET text = replace(text, 'Why are', '\\u001b[31m')"
    ),
    "faults of another shape": edit("UPDATE file SET faults = '[[\"x\"]]'"),
    "deeply nested": edit(f"UPDATE body SET text = '{'[' * 100_000}'"),
}


@pytest.mark.parametrize("label", SPOILED)
def test_a_spoiled_index_changes_nothing_that_is_loaded(
    made: "MadePack", cache: Path, label: str
) -> None:
    _ = made.change(made.second, ("difficulty: 2", "difficulty: 9"))
    _ = made.load(cache)
    SPOILED[label](index_file(cache))
    expected = everything(made.load())
    assert everything(made.load(cache)) == expected
    assert everything(made.load(cache)) == expected


@pytest.mark.parametrize("label", ["noise", "truncated", "another program's database", "empty"])
def test_a_spoiled_index_is_rebuilt(
    made: "MadePack", cache: Path, label: str, unparsed: list[str]
) -> None:
    _ = made.load(cache)
    SPOILED[label](index_file(cache))
    _ = made.load(cache)
    unparsed.clear()
    _ = everything(made.load(cache))
    assert unparsed == []


def test_a_locked_index_is_passed_over(
    made: "MadePack", cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizkit.bank.index.WAIT", 0.01)
    expected = everything(made.load(cache))
    holder = sqlite3.connect(index_file(cache), isolation_level=None)
    try:
        _ = holder.execute("BEGIN EXCLUSIVE")
        before = index_file(cache).stat().st_ino
        assert everything(made.load(cache)) == expected
        assert index_file(cache).stat().st_ino == before
    finally:
        holder.close()


def test_an_index_that_is_locked_after_loading_is_passed_over(
    made: "MadePack", cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizkit.bank.index.WAIT", 0.01)
    bank = made.load(cache)
    holder = sqlite3.connect(index_file(cache), isolation_level=None)
    try:
        _ = holder.execute("BEGIN EXCLUSIVE")
        assert bank.question("scaling/why-scale").difficulty == 2
    finally:
        holder.close()


def test_an_index_that_cannot_be_written_is_passed_over(
    made: "MadePack", cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As root every file may be written, so SQLite is told to take it for read-only.
    _ = made.load(cache)
    connect = sqlite3.connect

    def read_only(path: Path, **options: object) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(f"file:{path}?mode=ro", uri=True, timeout=0.01)
        return connection

    monkeypatch.setattr("quizkit.bank.index.sqlite3.connect", read_only)
    _ = made.change(made.first, ("difficulty: 2", "difficulty: 31"))
    assert everything(made.load(cache)) == everything(made.load())


def test_a_cache_folder_that_cannot_be_made_is_passed_over(made: "MadePack", cache: Path) -> None:
    _ = cache.write_text("a file where the folder should be")
    assert everything(made.load(cache)) == everything(made.load())


def test_processes_that_load_at_the_same_time_all_load_everything(
    made: "MadePack", cache: Path
) -> None:
    for n in range(60):
        _ = made.write(f"qa_bank/scaling/copy-{n}.yaml", made.question_text)
    code = (
        "import sys; from pathlib import Path; from quizkit.bank import Pack, load\n"
        "bank = load(Pack(Path(sys.argv[1])), Path(sys.argv[2]))\n"
        "print(sum(bank.question(i).difficulty for i in bank.ids), len(bank.faults))"
    )
    command = [sys.executable, "-c", code, str(made.root), str(cache)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    told = [process.communicate(timeout=60)[0].strip() for process in running]
    assert told == ["124 0"] * 4


def test_two_packs_in_one_cache_do_not_mix(made: "MadePack", cache: Path, tmp_path: Path) -> None:
    from quizkit.bank import Pack

    other = tmp_path / "other"
    (other / "qa_bank" / "topic").mkdir(parents=True)
    _ = (other / "qa_bank" / "topic" / "a.yaml").write_text(made.question_text, encoding="utf-8")
    _ = made.load(cache)
    assert load(Pack(other), cache).ids == ("topic/a",)
    assert made.load(cache).ids == ("scaling/gradients", "scaling/why-scale")
