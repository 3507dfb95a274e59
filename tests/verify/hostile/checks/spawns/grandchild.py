"""It leaves a process behind."""

import os
import time

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def grandchild(lab: Lab, n: int = 0) -> None:
    pid = os.fork()
    if pid == 0:
        time.sleep(600)
        os._exit(0)
    print("pid", pid)
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    grandchild.main()
