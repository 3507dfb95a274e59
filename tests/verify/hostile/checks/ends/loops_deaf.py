"""It never ends, and hears no signal."""

import signal

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def loops_deaf(lab: Lab, n: int = 0) -> None:
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        _ = signal.signal(number, signal.SIG_IGN)
    while True:
        pass


if __name__ == "__main__":
    loops_deaf.main()
