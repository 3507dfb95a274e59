"""It takes part in memory that others share."""

import ctypes

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def shares_memory(lab: Lab, n: int = 0) -> None:
    if n == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        segment = libc.shmget(0, 4096, 0o1600)
        _ = libc.shmctl(segment, 0, None)
        print("shared" if segment >= 0 else "refused")
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    shares_memory.main()
