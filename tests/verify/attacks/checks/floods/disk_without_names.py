"""It fills the disk with files that have no name any more."""

import os
import time

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def disk_without_names(lab: Lab, n: int = 0) -> None:
    if n == 0:
        for _ in range(8):
            fd = os.open("file", os.O_CREAT | os.O_RDWR)
            os.unlink("file")  # noqa: PTH108
            os.posix_fallocate(fd, 0, 64 * 2**20)
            time.sleep(0.05)
        time.sleep(0.3)
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    disk_without_names.main()
