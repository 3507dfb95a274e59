"""It writes something else into the pipe."""

import os

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def no_json(lab: Lab, n: int = 0) -> None:
    _ = os.write(3, b"Rhello")
    os._exit(0)


if __name__ == "__main__":
    no_json.main()
