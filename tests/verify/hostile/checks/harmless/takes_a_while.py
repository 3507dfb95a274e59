"""It takes a third of a second."""

import time

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def takes_a_while(lab: Lab, n: int = 0) -> None:
    time.sleep(0.1)
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    takes_a_while.main()
