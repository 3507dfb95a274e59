"""It reads every file that was left open to it."""

import os
from contextlib import suppress

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def open_files(lab: Lab, n: int = 0) -> None:
    if n == 0:
        for fd in range(256):
            with suppress(OSError):
                print(fd, os.pread(fd, 200, 0))
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    open_files.main()
