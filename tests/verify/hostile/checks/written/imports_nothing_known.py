"""It imports what is not installed."""

import importlib

from quizkit.evidence import Lab, check

_ = importlib.import_module("no_such_module")


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def imports_nothing_known(lab: Lab, n: int = 0) -> None:
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    imports_nothing_known.main()
