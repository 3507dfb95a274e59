"""Where the kernel lacks a wall, checks run all the same and the other walls stand."""

import os
import subprocess
import sys
from errno import ENOSYS, EOPNOTSUPP, EPERM
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizkit.verify.confine import landlock, seccomp

if TYPE_CHECKING:
    from tests.verify.confine.conftest import Aim

HERE = Path(__file__).parent
SECRET = "the-quick-brown-secret"
X86_64 = {"unshare": 272, "seccomp": 317, "landlock": 444}
AARCH64 = {"unshare": 97, "seccomp": 277, "landlock": 444}
CHECKS = ("shadows/uses_torch", "reads/a_key", "network/tcp")


@pytest.mark.parametrize(
    ("lacking", "error", "reads"),
    [
        ("landlock", ENOSYS, True),
        ("landlock", EOPNOTSUPP, True),
        ("seccomp", ENOSYS, False),
        ("unshare", EPERM, False),
    ],
)
def test_what_is_lacking_is_left_out(aim: "Aim", lacking: str, error: int, reads: bool) -> None:
    if not landlock.abi() or not seccomp.is_available():
        pytest.skip("this kernel lacks something anyway")
    numbers = X86_64 if os.uname().machine == "x86_64" else AARCH64
    run = [sys.executable, str(HERE / "lacks_a_wall.py"), f"{numbers[lacking]}={error}"]
    told = subprocess.run(
        [*run, str(HERE / "runs_attacks.py"), str(aim.pack.root), *CHECKS],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "__init__.py" in told
    assert (SECRET in told) is reads
    # More than one wall stands between a check and the network.
    assert not aim.was_called()
