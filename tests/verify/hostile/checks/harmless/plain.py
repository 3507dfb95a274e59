"""Nothing is nothing."""

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def plain(lab: Lab, n: int = 0) -> None:
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    plain.main()
