"""It gives a process the lowest priority."""

import os

from _target import VICTIM

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def slows(lab: Lab, n: int = 0) -> None:
    if n == 0:
        os.setpriority(os.PRIO_PROCESS, VICTIM, 19)
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    slows.main()
