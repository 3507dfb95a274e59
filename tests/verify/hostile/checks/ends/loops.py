"""It never ends."""

import time

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def loops(lab: Lab, n: int = 0) -> None:
    print("here we go")
    while True:
        time.sleep(0.01)


if __name__ == "__main__":
    loops.main()
