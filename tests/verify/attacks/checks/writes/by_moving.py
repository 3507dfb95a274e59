"""It moves a file out of its folder."""

from pathlib import Path

from _target import OUTSIDE

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def by_moving(lab: Lab, n: int = 0) -> None:
    if n == 0:
        _ = Path("planted").write_text("", encoding="utf-8")
        _ = Path("planted").rename(Path(OUTSIDE, "planted"))
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    by_moving.main()
