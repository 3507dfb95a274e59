"""It removes the folder that its own lies in."""

import shutil
from pathlib import Path

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def its_surroundings(lab: Lab, n: int = 0) -> None:
    if n == 0:
        shutil.rmtree(Path.cwd().parent)
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    its_surroundings.main()
