"""It closes a library to everybody."""

import os

from _target import LIBRARY

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def a_mode_of_what_it_may_read(lab: Lab, n: int = 0) -> None:
    if n == 0:
        fd = os.open(LIBRARY, os.O_RDONLY)
        os.fchmod(fd, 0o4777)
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    a_mode_of_what_it_may_read.main()
