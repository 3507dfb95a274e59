"""It fills the disk with files, each below the limit."""

import os
import time

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def disk(lab: Lab, n: int = 0) -> None:
    if n == 0:
        for i in range(8):
            fd = os.open(f"file{i}", os.O_CREAT | os.O_RDWR)
            os.posix_fallocate(fd, 0, 64 * 2**20)
            os.close(fd)
            time.sleep(0.05)
        time.sleep(0.3)
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    disk.main()
