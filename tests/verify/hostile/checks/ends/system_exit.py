"""It asks Python to end."""

import sys

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def system_exit(lab: Lab, n: int = 0) -> None:
    sys.exit("enough")


if __name__ == "__main__":
    system_exit.main()
