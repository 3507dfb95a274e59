"""It starts a program and ends while that still runs."""

import subprocess

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def shell(lab: Lab, n: int = 0) -> None:
    sleeper = subprocess.Popen(["sleep", "600"], start_new_session=True)
    print("pid", sleeper.pid)
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    shell.main()
