"""It nests folders deeper than a path reaches, and closes the last."""

import os
from pathlib import Path

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def depth(lab: Lab, n: int = 0) -> None:
    if n == 0:
        print(Path.cwd())
        for _ in range(1_500):
            os.mkdir("deeper", 0o700)  # noqa: PTH102
            os.chdir("deeper")
        os.mkdir("closed", 0o000)  # noqa: PTH102
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    depth.main()
