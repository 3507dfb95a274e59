"""It reads a private key by climbing out of its pack."""

import os
from pathlib import Path

from _target import KEY

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def through_dots(lab: Lab, n: int = 0) -> None:
    if n == 0:
        here = Path(__file__).parent
        print((here / os.path.relpath(KEY, here)).read_text(encoding="utf-8"))
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    through_dots.main()
