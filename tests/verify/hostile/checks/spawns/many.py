"""It leaves twenty processes behind, each in a session of its own."""

import os
import time

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def many(lab: Lab, n: int = 0) -> None:
    pid = 0
    for _ in range(20):
        pid = os.fork()
        if pid == 0:
            os.setsid()
            time.sleep(600)
    print("pid", pid)
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    many.main()
