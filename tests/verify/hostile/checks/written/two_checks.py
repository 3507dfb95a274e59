"""It declares two checks."""

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def first(lab: Lab, n: int = 0) -> None:
    lab.count("n", n, equals=0)


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def second(lab: Lab, n: int = 0) -> None:
    lab.count("n", n, equals=0)
