"""A program that has ended is not left behind."""

import subprocess

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def waits_for_its_programs(lab: Lab, n: int = 0) -> None:
    _ = subprocess.run(["true"], check=True)
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    waits_for_its_programs.main()
