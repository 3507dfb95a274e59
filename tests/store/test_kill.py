"""An answer that was acknowledged is on the disk, whatever happens to the program afterwards."""

import re
import subprocess
import sys
from pathlib import Path

KILL = Path(__file__).parents[2] / "benchmarks" / "kill_nine.py"


def test_no_acknowledged_answer_is_lost_over_120_kills() -> None:
    done = subprocess.run(
        [sys.executable, KILL, "120"], capture_output=True, text=True, check=False, timeout=600
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    kills, answers = done.stdout.splitlines()
    assert re.fullmatch(r"120 kills, [1-9]\d* of them before the first answer", kills)
    assert re.fullmatch(r"[1-9]\d* answers acknowledged, 0 lost", answers)
