"""It fills memory that is shared, which no limit on data counts."""

import mmap

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def shared_memory(lab: Lab, n: int = 0) -> None:
    if n == 0:
        room = mmap.mmap(-1, 3 * 2**30)
        room[2 * 2**30] = 1
        print("got it")
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    shared_memory.main()
