"""It has the kernel kill a process when a pipe can be read."""

import fcntl
import os
import signal

from _target import VICTIM

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def kills_through_a_pipe(lab: Lab, n: int = 0) -> None:
    if n == 0:
        read, write = os.pipe()
        _ = fcntl.fcntl(read, fcntl.F_SETOWN, VICTIM)
        _ = fcntl.fcntl(read, 10, int(signal.SIGKILL))
        _ = fcntl.fcntl(read, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
        _ = os.write(write, b"x")
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    kills_through_a_pipe.main()
