"""It asks for a ring of calls, which nothing looks at."""

import ctypes

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def through_io_uring(lab: Lab, n: int = 0) -> None:
    if n == 0:
        ring = ctypes.create_string_buffer(120)
        fd = ctypes.CDLL(None, use_errno=True).syscall(425, 4, ring)
        print("a ring" if fd >= 0 else "nothing")
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    through_io_uring.main()
