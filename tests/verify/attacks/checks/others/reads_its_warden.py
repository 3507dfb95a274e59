"""It reads what the process that watches it was started with."""

import os
from pathlib import Path

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def reads_its_warden(lab: Lab, n: int = 0) -> None:
    if n == 0:
        print("warden", Path(f"/proc/{os.getppid()}/cmdline").read_bytes())
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    reads_its_warden.main()
