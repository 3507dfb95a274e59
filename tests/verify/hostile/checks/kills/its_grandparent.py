"""It kills the process that has imported torch."""

import os
import signal
from pathlib import Path

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def its_grandparent(lab: Lab, n: int = 0) -> None:
    status = Path(f"/proc/{os.getppid()}/stat").read_text("utf-8")
    os.kill(int(status.rpartition(")")[2].split()[1]), signal.SIGKILL)
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    its_grandparent.main()
