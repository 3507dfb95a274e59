"""It ends its process."""

import os

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def exits(lab: Lab, n: int = 0) -> None:
    print("so long")
    os._exit(3)


if __name__ == "__main__":
    exits.main()
