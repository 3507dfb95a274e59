"""It fills a file that lies in memory."""

import os

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def memory_files(lab: Lab, n: int = 0) -> None:
    if n == 0:
        fd = os.memfd_create("room")
        os.ftruncate(fd, 2**20)
        print("got it", os.pwrite(fd, b"x", 0))
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    memory_files.main()
