"""It sends more than any report has."""

import os

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def floods(lab: Lab, n: int = 0) -> None:
    while True:
        _ = os.write(3, b"R" * 65_536)


if __name__ == "__main__":
    floods.main()
