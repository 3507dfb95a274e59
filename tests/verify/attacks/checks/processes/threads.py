"""It starts threads until it is refused."""

import threading

from _target import TASKS

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def threads(lab: Lab, n: int = 0) -> None:
    if n == 0:
        done = threading.Event()
        _ = threading.stack_size(2**16)
        started: list[threading.Thread] = []
        try:
            for _ in range(TASKS + 400):
                thread = threading.Thread(target=done.wait)
                thread.start()
                started.append(thread)
        finally:
            print("threads", "all" if len(started) == TASKS + 400 else "not all")
            done.set()
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    threads.main()
