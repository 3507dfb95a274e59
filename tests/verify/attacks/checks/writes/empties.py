"""It empties a file by its path."""

import os

from _target import DIARY

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def empties(lab: Lab, n: int = 0) -> None:
    if n == 0:
        os.truncate(DIARY, 0)
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    empties.main()
