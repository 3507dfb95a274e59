"""It reads what is typed to the program that started it."""

import sys

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def stdin(lab: Lab, n: int = 0) -> None:
    if n == 0:
        print(sys.stdin.read())
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    stdin.main()
