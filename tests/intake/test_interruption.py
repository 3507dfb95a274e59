"""An import that is killed leaves no torn file, and done again it completes itself."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, Protocol

import pytest

from quizkit.bank import Pack
from quizkit.errors import QuizkitError
from quizkit.intake import read_cards, write_questions
from quizkit.intake.staging import STAGING, staging

SCRIPT = Path(__file__).parent / "imports_until_killed.py"
NOTES = 3


class Anki(Protocol):
    """A collection of the engine."""

    collection: Any

    def add(self, kind: str, *fields: str) -> None:
        """Add a note."""
        ...

    def export(self, *, legacy: bool) -> Path:
        """Write a package."""
        ...


@pytest.fixture
def package(anki: Anki) -> Path:
    """A package of three notes with a picture each."""
    for n in range(NOTES):
        anki.collection.media.write_data(f"{n}.png", b"picture %d" % n)
        anki.add("Basic", f"front {n}", f'<img src="{n}.png">')
    return anki.export(legacy=False)


def files(pack: Pack) -> dict[str, bytes]:
    """Every file of a pack outside of what an import makes for itself."""
    found = (p for p in pack.root.rglob("*") if p.is_file() and STAGING not in p.parts)
    return {p.relative_to(pack.root).as_posix(): p.read_bytes() for p in found}


@pytest.mark.parametrize("moved", [0, 2, 4])
def test_a_killed_import_is_completed_by_the_next_with_nothing_doubled(
    pack: Pack, package: Path, tmp_path: Path, moved: int
) -> None:
    (tmp_path / "whole/qa_bank").mkdir(parents=True)
    whole = Pack((tmp_path / "whole").resolve())
    _ = write_questions(whole, read_cards(package), "topic")
    arguments = [str(pack.root), str(package), str(moved)]
    done = subprocess.run([sys.executable, str(SCRIPT), *arguments], check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    half, all_of_it = files(pack), files(whole)
    assert len(all_of_it) == 2 * NOTES
    assert len(half) == moved
    assert half.items() <= all_of_it.items()
    questions = [name for name in half if name.endswith(".yaml")]
    assert not questions or len(half) - len(questions) == NOTES
    again = write_questions(pack, read_cards(package), "topic")
    assert files(pack) == all_of_it
    assert (len(again.made), len(again.known), again.edited) == (
        NOTES - len(questions),
        len(questions),
        (),
    )
    assert not (pack.root / STAGING).exists()


def test_every_file_and_every_folder_is_on_the_disk_before_the_import_is_told(
    pack: Pack, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_disk: set[int] = set()
    fsync = os.fsync

    def noted(handle: int) -> None:
        on_disk.add(os.fstat(handle).st_ino)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", noted)
    _ = write_questions(pack, read_cards(package), "topic")
    written = [pack.root, *pack.root.rglob("*")]
    expected = {path for path in written if path != pack.checks}
    assert len(expected) > 2 * NOTES
    assert [path for path in expected if path.stat().st_ino not in on_disk] == []


def test_two_imports_into_one_pack_do_not_run_at_once(pack: Pack, package: Path) -> None:
    with staging(pack), pytest.raises(QuizkitError, match="another import"):
        _ = write_questions(pack, read_cards(package), "topic")
    assert len(write_questions(pack, read_cards(package), "topic").made) == NOTES


def test_a_link_in_the_place_of_the_staging_folder_is_not_followed(
    pack: Pack, package: Path, tmp_path: Path
) -> None:
    (tmp_path / "mine").mkdir()
    _ = (tmp_path / "mine/kept").write_text("mine")
    (pack.root / STAGING).symlink_to(tmp_path / "mine")
    with pytest.raises(QuizkitError, match="link"):
        _ = write_questions(pack, read_cards(package), "topic")
    assert [p.name for p in (tmp_path / "mine").iterdir()] == ["kept"]
