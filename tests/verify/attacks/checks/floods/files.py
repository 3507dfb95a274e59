"""It makes files without end."""

import time
from pathlib import Path

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def files(lab: Lab, n: int = 0) -> None:
    if n == 0:
        for i in range(25_000):
            Path(str(i)).touch()
        time.sleep(0.3)
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    files.main()
