"""It sends brackets without end."""

import os

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def deep_json(lab: Lab, n: int = 0) -> None:
    _ = os.write(3, b"R" + b"[" * 60_000)
    os._exit(0)


if __name__ == "__main__":
    deep_json.main()
