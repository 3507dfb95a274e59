"""It sends a reason that speaks to the terminal."""

import os

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def escapes(lab: Lab, n: int = 0) -> None:
    _ = os.write(3, b"F\x1b[2Jgone\x07 \xff")
    os._exit(0)


if __name__ == "__main__":
    escapes.main()
