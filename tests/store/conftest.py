"""A log in a folder of its own, open for one test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from quizkit.schedule import Fsrs
from quizkit.store import FILE_NAME, Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / FILE_NAME


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store(path, Fsrs()) as store:
        yield store
