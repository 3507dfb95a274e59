"""`quizkit optimize`: personal weights from the log, kept and gone by, or refused."""

import json
import os
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from random import Random
from uuid import UUID

from quizkit.model.review import CardId, Rating
from quizkit.schedule import Fsrs, personal
from quizkit.schedule.optimize import FEWEST
from quizkit.store import FILE_NAME, Store

START = datetime(2026, 1, 1, 9, tzinfo=UTC)
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def practise(home: Path, cards: int) -> None:
    """Answer each card on six days; it is forgotten one time in three, however soon it is asked."""
    random, lines = Random(1), list[str]()
    for day, number in product((0, 1, 4, 12, 30, 70), range(cards)):
        review = {
            "event": "review",
            "id": str(UUID(int=1000 * day + number)),
            "card": str(CardId("recall", f"made/{number}")),
            "at": (START + timedelta(days=day, seconds=number)).isoformat(),
            "rating": int(Rating.AGAIN if random.random() < 0.35 else Rating.GOOD),
        }
        lines.append(json.dumps(review))
    with Store(home / "data" / FILE_NAME, Fsrs()) as store:
        assert store.import_events(lines).refused == []


def test_too_few_reviews_are_refused_with_the_count(quizkit: Run, tmp_path: Path) -> None:
    run = quizkit("optimize")
    assert run.returncode == 2
    assert f"{FEWEST} are needed, {FEWEST} more" in run.stderr
    assert not (tmp_path / "data" / personal.FILE_NAME).exists()


def test_new_weights_are_kept_and_every_command_goes_by_them(quizkit: Run, tmp_path: Path) -> None:
    practise(tmp_path, 150)
    run = quizkit("optimize")
    assert (run.returncode, run.stderr) == (0, "")
    assert "log loss" in run.stdout
    assert "Kept: every command" in run.stdout
    path = tmp_path / "data" / personal.FILE_NAME
    own = personal.read(path)
    assert own is not None
    assert set(own.libraries) == {"fsrs", "fsrs-rs-python"}
    log = tmp_path / "data" / FILE_NAME
    with Store(log, personal.load(path)) as store:
        before = store.schedule()
    assert quizkit("practice", "--limit", "1").returncode == 0
    with Store(log, Fsrs()) as store:
        assert store.schedule() != before, "other weights, another schedule"


def test_a_dry_run_shows_the_losses_and_changes_nothing(quizkit: Run, tmp_path: Path) -> None:
    practise(tmp_path, 150)
    run = quizkit("optimize", "--dry-run", "--lang", "zh")
    assert run.returncode == 0
    assert "对数损失" in run.stdout
    assert "仅试算" in run.stdout
    assert not (tmp_path / "data" / personal.FILE_NAME).exists()


def test_the_result_as_json_has_weights_and_losses(quizkit: Run, tmp_path: Path) -> None:
    practise(tmp_path, 150)
    told = json.loads(quizkit("optimize", "--json").stdout)
    assert told["kept"] is True
    assert len(told["weights"]) == personal.WEIGHTS
    assert told["held_out"]["fitted"]["log_loss"] < told["held_out"]["library"]["log_loss"]
    assert told["reviews"] == 750
    assert told["later"] == 150


def test_a_reset_goes_back_to_the_library(quizkit: Run, tmp_path: Path) -> None:
    practise(tmp_path, 150)
    assert quizkit("optimize").returncode == 0
    assert "Back to the library's weights." in quizkit("optimize", "--reset").stdout
    assert not (tmp_path / "data" / personal.FILE_NAME).exists()
    assert "stay in use" in quizkit("optimize", "--reset").stdout


def test_broken_weights_stop_every_command_with_a_way_out(quizkit: Run, tmp_path: Path) -> None:
    path = tmp_path / "data" / personal.FILE_NAME
    path.parent.mkdir()
    _ = path.write_text("{}")
    for command in ("practice", "stats"):
        run = quizkit(command)
        assert run.returncode == 2
        assert run.stderr.startswith(f"quizkit: {path}: this is no file of weights")
        assert "optimize --reset" in run.stderr
    assert quizkit("optimize", "--reset").returncode == 0
    assert quizkit("practice").returncode == 0


def test_a_log_that_cannot_be_read_is_told_in_one_line(quizkit: Run, tmp_path: Path) -> None:
    log = tmp_path / "data" / FILE_NAME
    log.parent.mkdir()
    _ = log.write_bytes(os.urandom(4096))
    run = quizkit("optimize")
    assert run.returncode == 2
    assert len(run.stderr.splitlines()) == 1
