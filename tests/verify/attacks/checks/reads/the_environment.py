"""It looks for keys in the environment, and in what is left of it in memory."""

import ctypes
import os

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def the_environment(lab: Lab, n: int = 0) -> None:
    if n == 0:
        print(sorted(os.environ.items()))
        entries = ctypes.POINTER(ctypes.c_char_p).in_dll(ctypes.CDLL(None), "environ")
        for i in range(1000):
            if not (entry := entries[i]):
                break
            print(entry)
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    the_environment.main()
