"""It reads a private key through a link that it makes."""

from pathlib import Path

from _target import KEY

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def through_a_link(lab: Lab, n: int = 0) -> None:
    if n == 0:
        link = Path("link")
        link.symlink_to(KEY)
        print(link.read_text(encoding="utf-8"))
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    through_a_link.main()
