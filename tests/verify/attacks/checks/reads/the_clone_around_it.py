"""It reads the address, with its password, that its pack was cloned from."""

from pathlib import Path

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def the_clone_around_it(lab: Lab, n: int = 0) -> None:
    if n == 0:
        print((Path(__file__).parents[2] / ".git" / "config").read_text(encoding="utf-8"))
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    the_clone_around_it.main()
