"""It ends its process as if all were well."""

import os

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def exits_well(lab: Lab, n: int = 0) -> None:
    os._exit(0)


if __name__ == "__main__":
    exits_well.main()
