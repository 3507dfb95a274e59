"""It writes a file outside."""

from pathlib import Path

from _target import OUTSIDE

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def a_file(lab: Lab, n: int = 0) -> None:
    if n == 0:
        _ = Path(OUTSIDE, "planted").write_text("", encoding="utf-8")
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    a_file.main()
