"""It kills a process."""

import os
import signal

from _target import VICTIM

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def kills(lab: Lab, n: int = 0) -> None:
    if n == 0:
        os.kill(VICTIM, signal.SIGKILL)
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    kills.main()
