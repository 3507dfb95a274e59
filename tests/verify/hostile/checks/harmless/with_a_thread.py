"""A thread that never ends does no harm."""

import threading

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def with_a_thread(lab: Lab, n: int = 0) -> None:
    threading.Thread(target=threading.Event().wait).start()
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    with_a_thread.main()
