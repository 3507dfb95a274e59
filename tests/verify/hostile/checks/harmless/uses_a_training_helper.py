"""A helper of it imports an optimizer."""

from _trains import OPTIMIZER

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def uses_a_training_helper(lab: Lab, n: int = 0) -> None:
    lab.record("optimizer", hasattr(OPTIMIZER, "step"))
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    uses_a_training_helper.main()
