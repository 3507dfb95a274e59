"""It forks, and both processes come back, the forked one first."""

import os

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def comes_back(lab: Lab, n: int = 0) -> None:
    if pid := os.fork():
        _ = os.waitpid(pid, 0)
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    comes_back.main()
