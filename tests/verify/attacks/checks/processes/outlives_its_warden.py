"""It asks not to be killed when the process that watches it is."""

import ctypes

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def outlives_its_warden(lab: Lab, n: int = 0) -> None:
    if n == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        signal = ctypes.c_int(-1)
        _ = libc.prctl(1, 0, 0, 0, 0)
        _ = libc.prctl(2, ctypes.byref(signal), 0, 0, 0)
        print("dies with its parent:", signal.value == 9)
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    outlives_its_warden.main()
