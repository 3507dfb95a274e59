"""It stops the process that watches it."""

import os
import signal
import time

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def stops_its_parent(lab: Lab, n: int = 0) -> None:
    os.kill(os.getppid(), signal.SIGSTOP)
    time.sleep(600)


if __name__ == "__main__":
    stops_its_parent.main()
