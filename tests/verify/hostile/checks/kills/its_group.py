"""It kills its process group."""

import os
import signal

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def its_group(lab: Lab, n: int = 0) -> None:
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    its_group.main()
