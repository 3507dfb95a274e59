"""A learner's own weights in their file."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fsrs.scheduler import DEFAULT_PARAMETERS

from quizkit.errors import QuizkitError
from quizkit.model.review import Rating
from quizkit.schedule import Fsrs
from quizkit.schedule.personal import WEIGHTS, Weights, forget, load, read, write

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
OWN = Weights(
    (0.5, *DEFAULT_PARAMETERS[1:]), NOON, 700, {"fsrs": "6.3.2", "fsrs-rs-python": "0.9.3"}
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "weights.json"


def test_weights_are_read_back_as_they_were_written(path: Path) -> None:
    write(path, OWN)
    assert read(path) == OWN
    assert load(path, 0.85) == Fsrs(OWN.weights, 0.85)
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_without_a_file_the_library_has_its_own(path: Path) -> None:
    assert load(path) == Fsrs()


def test_what_was_forgotten_is_gone_and_can_be_forgotten_again(path: Path) -> None:
    write(path, OWN)
    assert [forget(path), forget(path)] == [True, False]
    assert load(path) == Fsrs()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"weights": [0.5] * 19, "algorithm": "FSRS-5"}, "19 weights of FSRS-5"),
        ({"weights": [0.5] * 20}, f"goes by {WEIGHTS} of FSRS-6"),
        ({"weights": [float("nan")] * WEIGHTS}, "no finite number"),
        ({"weights": ["much"] * WEIGHTS}, "no file of weights"),
        ({"weights": None}, "no file of weights"),
        ({"fitted_at": "yesterday"}, "no file of weights"),
        ({"libraries": []}, "no file of weights"),
    ],
)
def test_weights_that_cannot_be_gone_by_are_refused_with_a_way_out(
    path: Path, changed: dict[str, object], told: str
) -> None:
    write(path, OWN)
    _ = path.write_text(json.dumps(json.loads(path.read_text()) | changed))
    with pytest.raises(QuizkitError, match=told) as caught:
        _ = load(path)
    assert "--reset" in caught.value.hint
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("text", ["", "[]", "{}", "\x00", "7"])
def test_a_file_that_is_something_else_is_refused(path: Path, text: str) -> None:
    path.parent.mkdir()
    _ = path.write_text(text)
    with pytest.raises(QuizkitError, match="no file of weights"):
        _ = load(path)


def test_a_weight_beyond_the_library_s_bounds_is_told_with_a_way_out() -> None:
    wild = Fsrs((500.0, *DEFAULT_PARAMETERS[1:]))
    with pytest.raises(QuizkitError, match=r"parameters\[0\] = 500.0 is out of bounds") as caught:
        _ = wild.after(None, Rating.GOOD, NOON)
    assert "--reset" in caught.value.hint
