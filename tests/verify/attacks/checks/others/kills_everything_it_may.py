"""It finds out whether it may signal everybody, without doing it."""

import os

from _target import VICTIM

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def kills_everything_it_may(lab: Lab, n: int = 0) -> None:
    if n == 0:
        os.kill(VICTIM, 0)
        print("may")
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    kills_everything_it_may.main()
