"""A report is found again exactly as long as everything that it depends on is the same."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizkit.bank import CheckSource, Pack
from quizkit.model import Arm, Observation, Report, Target
from quizkit.verify import cache as cache_module
from quizkit.verify.cache import Cache, Kept

if TYPE_CHECKING:
    from tests.verify.conftest import Mill

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def report(check: str, seed: int = 0, device: str = "cpu") -> Report:
    """A report with one observation in each arm."""
    observed = Observation("n", {"d": 4}, 0.0, -1.0, 1.0, Target.band(-2.0, 2.0, 0.0))
    arms = [Arm(control, (observed,)) for control in (None, "one more", "two more")]
    return Report(check, seed, "t", arms[0], tuple(arms[1:]), device, {"torch": "2"})


class Shelf:
    """A check with a helper, and the cache as each run of the program finds it."""

    def __init__(self, mill: "Mill", folder: Path) -> None:
        self.mill = mill
        self.folder = folder
        self.helper = mill.pack.checks / "tiny" / "_helper.py"
        _ = self.helper.write_text("NOTHING = 0\n", encoding="utf-8")
        self.path = mill.check(
            "nothing", 'from _helper import NOTHING\nlab.count("n", n, equals=0)'
        )

    @property
    def source(self) -> CheckSource:
        """The check as it is now."""
        return self.mill.bank().checks["tiny/nothing"]

    def cache(self) -> Cache:
        """The cache as a new run finds it."""
        return Cache(self.folder, self.mill.pack)

    def put(self, seed: int = 0, device: str = "cpu") -> Report:
        """Keep a report."""
        kept = report(self.source.id, seed, device)
        self.cache().put(self.source, Kept(kept, AT))
        return kept

    def get(self, seed: int = 0, device: str = "cpu") -> Kept | None:
        """Look for it again."""
        return self.cache().get(self.source, seed, device)

    @property
    def file(self) -> Path:
        """The only file in the cache."""
        (path,) = (p for p in self.folder.rglob("*") if p.is_file())
        return path


@pytest.fixture
def shelf(mill: "Mill", tmp_path: Path) -> Shelf:
    """An empty cache."""
    return Shelf(mill, tmp_path / "cache")


def test_a_report_comes_back_as_it_was_with_its_time(shelf: Shelf) -> None:
    kept = shelf.put()
    assert shelf.get() == Kept(kept, AT)


def test_each_seed_and_each_device_has_a_report_of_its_own(shelf: Shelf) -> None:
    assert shelf.source.helpers == (shelf.helper,)
    _ = shelf.put()
    assert shelf.get(seed=1) is None
    assert shelf.get(device="cuda") is None
    _ = shelf.put(seed=1)
    _ = shelf.put(device="cuda")
    found = [shelf.get(), shelf.get(seed=1), shelf.get(device="cuda")]
    assert [(f.report.seed, f.report.device) for f in found if f] == [
        (0, "cpu"),
        (1, "cpu"),
        (0, "cuda"),
    ]


@pytest.mark.parametrize("name", ["path", "helper"])
def test_a_change_in_the_check_or_its_helper_forgets_the_report(shelf: Shelf, name: str) -> None:
    _ = shelf.put()
    changed: Path = getattr(shelf, name)
    text = changed.read_text(encoding="utf-8")
    _ = changed.write_text(text + "\n# changed\n", encoding="utf-8")
    assert shelf.get() is None
    _ = changed.write_text(text, encoding="utf-8")
    assert shelf.get() is not None


def test_line_ends_alone_are_no_change(shelf: Shelf) -> None:
    _ = shelf.put()
    _ = shelf.path.write_bytes(shelf.path.read_bytes().replace(b"\n", b"\r\n"))
    assert shelf.get() is not None


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("evidence_digest", lambda: "another evidence layer"),
        ("versions", lambda: {"torch": "2.0.0"}),
    ],
)
def test_another_evidence_layer_or_torch_forgets_the_report(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, name: str, other: Callable[[], object]
) -> None:
    _ = shelf.put()
    monkeypatch.setattr(cache_module, name, other)
    assert shelf.get() is None


def test_another_python_forgets_the_report(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    _ = shelf.put()
    monkeypatch.setattr(cache_module, "PYTHON", "python 3.10")
    assert shelf.get() is None


def test_a_pack_at_another_place_has_reports_of_its_own(shelf: Shelf, tmp_path: Path) -> None:
    _ = shelf.put()
    elsewhere = Cache(shelf.folder, Pack(tmp_path / "elsewhere"))
    assert elsewhere.get(shelf.source, 0, "cpu") is None


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "cut short": lambda data: data[: len(data) // 2],
    "empty": lambda data: b"",
    "no text": lambda data: b"\xff\xfe\x00",
    "deep": lambda data: b"[" * 100_000,
    "a list": lambda data: b"[]",
    "too large": lambda data: b" " * 9_000_000,
    "a time without a zone": lambda data: data.replace(b"+00:00", b""),
    "not a number": lambda data: data.replace(b'"value":0.0', b'"value":NaN'),
    "another check": lambda data: data.replace(b'"tiny/nothing"', b'"tiny/nobody"'),
    "another seed": lambda data: data.replace(b'"seed":0', b'"seed":1'),
    "another key": lambda data: json.dumps(json.loads(data) | {"key": 0}).encode(),
    "no report": lambda data: json.dumps(json.loads(data) | {"report": {}}).encode(),
    "no time": lambda data: json.dumps(json.loads(data) | {"measured_at": 3}).encode(),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_broken_entry_is_as_good_as_none_and_is_replaced(
    shelf: Shelf, spoil: Callable[[bytes], bytes]
) -> None:
    kept = shelf.put()
    whole = shelf.file.read_bytes()
    assert spoil(whole) != whole
    _ = shelf.file.write_bytes(spoil(whole))
    assert shelf.get() is None
    _ = shelf.put()
    assert shelf.get() == Kept(kept, AT)


def test_a_cache_that_cannot_be_written_or_read_is_no_failure(shelf: Shelf) -> None:
    _ = shelf.folder.write_text("a file where a folder should be", encoding="utf-8")
    _ = shelf.put()
    assert shelf.get() is None


def test_an_entry_is_replaced_whole_or_not_at_all(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = shelf.put()

    def torn(self: Path, text: str, encoding: str) -> int:
        with self.open("w", encoding=encoding) as file:
            _ = file.write(text[:10])
        raise OSError("disk full")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_text", torn)
        _ = Cache(shelf.folder, shelf.mill.pack).put(shelf.source, Kept(kept, AT))
    assert shelf.get() == Kept(kept, AT)


def test_a_check_edited_while_it_runs_is_not_taken_for_the_new_one(shelf: Shelf) -> None:
    cache, source = shelf.cache(), shelf.source
    assert cache.get(source, 0, "cpu") is None
    _ = shelf.path.write_text(shelf.path.read_text("utf-8") + "\n# edited\n", encoding="utf-8")
    cache.put(source, Kept(report(source.id), AT))
    assert shelf.get() is None
