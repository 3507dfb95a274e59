"""It empties a file that it opens to read."""

import os

from _target import DIARY

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def empties_as_a_reader(lab: Lab, n: int = 0) -> None:
    if n == 0:
        _ = os.open(DIARY, os.O_RDONLY | os.O_TRUNC)
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    empties_as_a_reader.main()
