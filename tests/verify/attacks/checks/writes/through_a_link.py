"""It writes a file outside, through a link that it makes."""

from pathlib import Path

from _target import OUTSIDE

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def through_a_link(lab: Lab, n: int = 0) -> None:
    if n == 0:
        link = Path("link")
        link.symlink_to(OUTSIDE)
        _ = (link / "planted").write_text("", encoding="utf-8")
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    through_a_link.main()
