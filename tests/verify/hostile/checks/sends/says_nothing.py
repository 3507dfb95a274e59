"""It closes the pipe and goes on."""

import os

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def says_nothing(lab: Lab, n: int = 0) -> None:
    os.close(3)
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    says_nothing.main()
