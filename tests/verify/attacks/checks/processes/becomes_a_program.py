"""It becomes a program."""

import os

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def becomes_a_program(lab: Lab, n: int = 0) -> None:
    if n == 0:
        os.execv("/bin/echo", ["echo", "echoed"])
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    becomes_a_program.main()
