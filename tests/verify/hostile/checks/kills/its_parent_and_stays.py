"""It kills the process that watches it, and leaves one behind."""

import os
import signal
import time

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def its_parent_and_stays(lab: Lab, n: int = 0) -> None:
    if os.fork() == 0:
        os.setsid()
        time.sleep(600)
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(600)


if __name__ == "__main__":
    its_parent_and_stays.main()
