"""It forks, and forks in what it forked; the bomb has a fuse."""

import os
import time

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def bomb(lab: Lab, n: int = 0) -> None:
    if n == 0:
        me = os.getpid()
        read, write = os.pipe()
        for _ in range(4):
            _ = os.fork()
        _ = os.write(write, b"x")
        time.sleep(0.3)
        if os.getpid() != me:
            os._exit(0)
        print("forked", len(os.read(read, 100)))
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    bomb.main()
