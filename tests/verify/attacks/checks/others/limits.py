"""It takes a process's right to open files."""

import resource

from _target import VICTIM

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def limits(lab: Lab, n: int = 0) -> None:
    if n == 0:
        _ = resource.prlimit(VICTIM, resource.RLIMIT_NOFILE, (3, 3))
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    limits.main()
