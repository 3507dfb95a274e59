"""It closes everything and never ends."""

import os
import time

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def hangs_in_silence(lab: Lab, n: int = 0) -> None:
    for fd in range(10):
        try:
            os.close(fd)
        except OSError:
            continue
    while True:
        time.sleep(1)


if __name__ == "__main__":
    hangs_in_silence.main()
