"""Memory, disk, files, threads and time have an end."""

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizkit.model import Report
from quizkit.verify import Failure, Options, folders
from quizkit.verify.handles import Over
from quizkit.verify.planning import plan
from quizkit.verify.processes import LINUX
from quizkit.verify.reading import read
from quizkit.verify.runner import Runner

if TYPE_CHECKING:
    from tests.verify.confine.conftest import Aim, Attack

pytestmark = pytest.mark.skipif(not LINUX, reason="only Linux counts all of it")


def test_shared_memory_counts(attack: "Attack") -> None:
    assert "got it" in attack("floods/shared_memory", confined=False).tail
    ended = attack("floods/shared_memory")
    assert "got it" not in ended.tail
    assert "allocate memory" in ended.sent.decode()


@pytest.mark.parametrize("check", ["disk", "disk_without_names", "files"])
def test_a_check_that_overfills_the_disk_is_stopped(attack: "Attack", check: str) -> None:
    assert attack(f"floods/{check}", confined=False).status == 0
    ended = attack(f"floods/{check}")
    assert ended.overfull
    assert ended.status < 0


def test_who_overfills_the_disk_is_told_so(aim: "Aim", runner: Runner) -> None:
    outcome = _outcome(aim, runner, "floods/disk")
    assert isinstance(outcome, Failure)
    assert outcome.reason.startswith("wrote more than 256 MiB, or too many files")


def test_threads_have_an_end(attack: "Attack") -> None:
    if not os.geteuid():
        # The kernel does not count those of an administrator.
        assert "threads all" in attack("processes/threads", confined=False).tail
    assert "threads not all" in attack("processes/threads").tail


def test_folders_that_are_nested_deeper_than_a_path_reaches_are_removed(
    attack: "Attack",
) -> None:
    ended = attack("floods/depth")
    left = Path(ended.tail.split()[0])
    assert left.is_absolute()
    assert not left.exists()


def test_what_the_kernel_counts_is_limited(attack: "Attack") -> None:
    tail = attack("floods/limits", timeout=7.5, memory=2**30).tail
    found = {name: (int(soft), int(hard)) for name, soft, hard in map(str.split, tail.splitlines())}
    addresses = found.pop("AS")
    assert found == {
        "CPU": (8, 9),
        "DATA": (2**30, 2**30),
        "FSIZE": (2**28, 2**28),
        "CORE": (0, 0),
        "NOFILE": (256, 256),
    }
    # What torch's libraries take comes on top.
    assert 2**30 < addresses[1] < 2**30 + 2**33


def test_what_is_nested_and_closed_is_removed(tmp_path: Path) -> None:
    top = tmp_path / "top"
    inner = top / "a" / "b" / "c"
    inner.mkdir(parents=True)
    _ = (inner / "file").write_text("", encoding="utf-8")
    (top / "link").symlink_to(tmp_path)
    _ = (tmp_path / "kept").write_text("", encoding="utf-8")
    inner.chmod(0)
    (top / "a").chmod(0)
    folders.remove(str(top))
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_a_folder_that_is_gone_is_no_error(tmp_path: Path) -> None:
    folders.remove(str(tmp_path / "gone"))
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_not_followed_to_what_is_removed(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    _ = (kept / "file").write_text("", encoding="utf-8")
    link = tmp_path / "link"
    link.symlink_to(kept)
    folders.remove(str(link))
    assert (kept / "file").exists()
    assert stat.S_ISLNK(link.lstat().st_mode)


def _outcome(aim: "Aim", runner: Runner, check: str) -> Report | Failure:
    from quizkit.bank import load

    source = load(aim.pack).checks[check]
    (over,) = [s for s in runner.run([plan(source, 0, Options())], 1) if isinstance(s, Over)]
    return read(over, source.controls)
