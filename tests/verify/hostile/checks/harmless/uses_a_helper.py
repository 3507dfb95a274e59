"""A helper lies beside it."""

from _helper import NOTHING

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def uses_a_helper(lab: Lab, n: int = 0) -> None:
    lab.count("n", n, equals=NOTHING)


if __name__ == "__main__":
    uses_a_helper.main()
