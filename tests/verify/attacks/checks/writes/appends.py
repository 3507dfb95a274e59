"""It adds to a file."""

from pathlib import Path

from _target import DIARY

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def appends(lab: Lab, n: int = 0) -> None:
    if n == 0:
        with Path(DIARY).open("a", encoding="utf-8") as file:
            _ = file.write("and more")
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    appends.main()
