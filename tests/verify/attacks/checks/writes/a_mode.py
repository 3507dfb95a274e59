"""It opens a file to everybody."""

from pathlib import Path

from _target import DIARY

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def a_mode(lab: Lab, n: int = 0) -> None:
    if n == 0:
        Path(DIARY).chmod(0o4777)
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    a_mode.main()
