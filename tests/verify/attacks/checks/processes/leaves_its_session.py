"""It leaves a process that has left its session and its parent."""

import os
import time
from pathlib import Path

from _target import OUTSIDE

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def leaves_its_session(lab: Lab, n: int = 0) -> None:
    if n == 0:
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                os.setsid()
                os.close(3)
                _ = Path(OUTSIDE, "planted").write_text(str(os.getpid()), encoding="utf-8")
                time.sleep(60)
            os._exit(0)
        while not Path(OUTSIDE, "planted").exists():
            time.sleep(0.01)
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    leaves_its_session.main()
