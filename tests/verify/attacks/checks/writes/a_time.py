"""It makes a file look old."""

import os

from _target import DIARY

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def a_time(lab: Lab, n: int = 0) -> None:
    if n == 0:
        os.utime(DIARY, (1, 1))
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    a_time.main()
