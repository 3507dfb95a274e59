"""`quizkit suspended`: what was suspended in practice is listed, and asked again when resumed."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from typer.testing import CliRunner

from quizkit.bank import Bank
from quizkit.cli.app import app
from quizkit.errors import QuizkitError
from quizkit.model import CardId
from quizkit.model.review import Action
from quizkit.schedule import Fsrs
from quizkit.store import FILE_NAME, Store

CARDS = ["choice:scaling/a", "recall:masking/b", "recall:scaling/a"]
PUT_OFF = "choice:masking/b"


@pytest.fixture
def command(
    make_bank: Callable[[Mapping[str, int]], Bank],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., dict[str, list[str]]]:
    """Run it over a log in which three cards are suspended and one is put off."""
    bank = make_bank({"scaling/a": 0, "masking/b": 0})
    monkeypatch.setenv("QUIZKIT_HOME", str(tmp_path / "home"))
    (tmp_path / "home" / "data").mkdir(parents=True)
    with Store(tmp_path / "home" / "data" / FILE_NAME, Fsrs()) as store:
        clock, random = datetime(2026, 3, 2, 9, tzinfo=UTC), Random(1).randbytes
        for card in CARDS:
            _ = store.mark(CardId.parse(card), Action.SUSPEND, clock=clock, random=random)
        # A card is put off for the day that the command, too, runs on.
        monkeypatch.setattr("quizkit.cli.suspended.clock", lambda: clock)
        _ = store.mark(CardId.parse(PUT_OFF), Action.BURY, clock=clock, random=random)

    def run(*arguments: str) -> dict[str, list[str]]:
        words = ["--pack", str(bank.pack.root), "suspended", "--json", *arguments]
        done = CliRunner().invoke(app, words)
        if done.exception:
            raise done.exception
        return json.loads(done.stdout)

    return run


def test_a_resumed_card_is_suspended_no_more_and_the_others_stay(
    command: Callable[..., dict[str, list[str]]],
) -> None:
    assert command() == {"suspended": CARDS, "put_off": [PUT_OFF]}
    assert command("--resume", "recall:masking/b")["suspended"] == [CARDS[0], CARDS[2]]
    assert command() == {"suspended": [CARDS[0], CARDS[2]], "put_off": [PUT_OFF]}


def test_a_card_that_was_put_off_can_be_asked_today_again(
    command: Callable[..., dict[str, list[str]]],
) -> None:
    assert command("--resume", PUT_OFF) == {"suspended": CARDS, "put_off": []}


def test_a_glob_resumes_every_card_that_it_fits(
    command: Callable[..., dict[str, list[str]]],
) -> None:
    assert command("--resume", "*:masking/b") == {
        "suspended": ["choice:scaling/a", "recall:scaling/a"],
        "put_off": [],
    }


def test_what_is_not_put_aside_cannot_be_resumed(
    command: Callable[..., dict[str, list[str]]],
) -> None:
    with pytest.raises(QuizkitError, match="is neither suspended nor put off"):
        _ = command("--resume", "recall:masking/c")
    assert command()["suspended"] == CARDS
