"""A megabyte of output does no harm."""

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def talks(lab: Lab, n: int = 0) -> None:
    print("hello world " * 100_000)
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    talks.main()
