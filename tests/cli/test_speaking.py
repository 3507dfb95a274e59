"""What a learner reads of the log is said in the learner's language, errors as well."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from typer.testing import CliRunner

from quizkit.bank import Bank
from quizkit.cli.app import app
from quizkit.cli.speaking import complaint
from quizkit.errors import Place, QuizkitError
from quizkit.model import CardId, Rating
from quizkit.model.review import Action
from quizkit.schedule import Fsrs
from quizkit.store import FILE_NAME, Store

CARD = CardId.parse("recall:scaling/a")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ERROR = QuizkitError("no log", place=Place(Path("f")), hint="make one", zh="没有", hint_zh="新建")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, in an English locale."""
    monkeypatch.setenv("QUIZKIT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return tmp_path / "home"


@pytest.mark.parametrize(
    "words",
    [
        ["store", "check"],
        ["store", "backup"],
        ["store", "rebuild"],
        ["store", "restore", "BACKUP"],
        ["store", "export", "--output", "lines.jsonl"],
        ["suspended"],
        ["bank", "flags"],
        ["bank", "flags", "--clear", "recall:scaling/a"],
    ],
    ids=" ".join,
)
def test_every_line_is_chinese_in_a_chinese_session(
    home: Path,
    make_bank: Callable[[Mapping[str, int]], Bank],
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
) -> None:
    bank = make_bank({"scaling/a": 0})
    monkeypatch.chdir(home.parent)
    (home / "data").mkdir(parents=True)
    with Store(home / "data" / FILE_NAME, Fsrs()) as store:
        clock, random = datetime(2026, 3, 2, 12, tzinfo=UTC), Random(1).randbytes
        _ = store.append(CARD, Rating.GOOD, clock=clock, random=random)
        for action in (Action.SUSPEND, Action.FLAG):
            _ = store.mark(CARD, action, clock=clock, random=random)
    with Store(Path("other.sqlite3"), Fsrs()):
        pass
    words = ["other.sqlite3" if word == "BACKUP" else word for word in words]
    done = CliRunner().invoke(app, ["--pack", str(bank.pack.root), *words, "--lang", "zh"])
    assert done.exception is None
    assert done.stdout
    told = [line for line in done.stdout.splitlines() if not line.endswith(f"a.yaml: {CARD}")]
    assert [line for line in told if not CHINESE.search(line)] == []


@pytest.mark.parametrize(
    ("words", "settings", "locale", "told"),
    [
        (["store", "check", "--lang", "zh"], "", "C.UTF-8", "f: 没有（新建）"),
        (["store", "check", "--lang=zh"], "", "C.UTF-8", "f: 没有（新建）"),
        (["store", "check"], 'lang = "zh"', "C.UTF-8", "f: 没有（新建）"),
        (["store", "check"], "", "zh_CN.UTF-8", "f: 没有（新建）"),
        (["store", "check"], "broken", "zh_CN.UTF-8", "f: 没有（新建）"),
        (["store", "check", "--lang", "en"], 'lang = "zh"', "zh_CN.UTF-8", "f: no log (make one)"),
        (["store", "check"], "", "C.UTF-8", "f: no log (make one)"),
        (["practice", "--lang", "fr"], "", "C.UTF-8", "f: no log (make one)"),
    ],
)
def test_an_error_is_told_in_the_language_that_was_asked_for(
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    settings: str,
    locale: str,
    told: str,
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    (home / "config").mkdir(parents=True)
    _ = (home / "config" / "settings.toml").write_text(settings, encoding="utf-8")
    assert complaint(ERROR, words) == told


def test_an_error_that_is_not_said_in_chinese_is_told_in_english() -> None:
    assert QuizkitError("no pack", hint="make one").chinese == "no pack（make one）"
