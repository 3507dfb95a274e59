"""`quizkit bank flags`: each flag with its note below its card."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from typer.testing import CliRunner

from quizkit.bank import Bank
from quizkit.cli.app import app
from quizkit.model import CardId
from quizkit.model.review import Action
from quizkit.schedule import Fsrs
from quizkit.store import FILE_NAME, Store


def test_a_note_stands_indented_below_its_card(
    make_bank: Callable[[Mapping[str, int]], Bank],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bank = make_bank({"scaling/a": 0})
    monkeypatch.setenv("QUIZKIT_HOME", str(tmp_path / "home"))
    (tmp_path / "home" / "data").mkdir(parents=True)
    with Store(tmp_path / "home" / "data" / FILE_NAME, Fsrs()) as store:
        _ = store.mark(
            CardId.parse("recall:scaling/a"),
            Action.FLAG,
            clock=datetime(2026, 3, 2, 12, tzinfo=UTC),
            random=Random(1).randbytes,
            note="too  long",
        )
    done = CliRunner().invoke(app, ["--pack", str(bank.pack.root), "bank", "flags"])
    card, note = done.stdout.splitlines()
    assert card.endswith("a.yaml: recall:scaling/a")
    assert note == "    2026-03-02: too long"
