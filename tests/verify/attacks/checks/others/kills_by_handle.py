"""It kills a process by a handle."""

import os
import signal

from _target import VICTIM

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def kills_by_handle(lab: Lab, n: int = 0) -> None:
    if n == 0:
        signal.pidfd_send_signal(os.pidfd_open(VICTIM), signal.SIGKILL)
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    kills_by_handle.main()
