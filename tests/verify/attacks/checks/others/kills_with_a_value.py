"""It kills a process with a signal that carries a value."""

import ctypes
import signal

from _target import VICTIM

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def kills_with_a_value(lab: Lab, n: int = 0) -> None:
    if n == 0:
        _ = ctypes.CDLL(None).sigqueue(VICTIM, int(signal.SIGKILL), ctypes.c_void_p())
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    kills_with_a_value.main()
