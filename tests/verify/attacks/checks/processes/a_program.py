"""It starts a program."""

import subprocess

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def a_program(lab: Lab, n: int = 0) -> None:
    if n == 0:
        _ = subprocess.run(["/bin/echo", "echoed"], check=True)
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    a_program.main()
