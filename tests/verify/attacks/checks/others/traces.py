"""It attaches to a process as a debugger does."""

import ctypes

from _target import VICTIM

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def traces(lab: Lab, n: int = 0) -> None:
    if n == 0:
        result = ctypes.CDLL(None, use_errno=True).ptrace(16, VICTIM, 0, 0)
        print("attached" if result == 0 else "refused")
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    traces.main()
