"""It makes a link outside."""

from pathlib import Path

from _target import OUTSIDE

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def a_link(lab: Lab, n: int = 0) -> None:
    if n == 0:
        Path(OUTSIDE, "planted").symlink_to("anywhere")
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    a_link.main()
