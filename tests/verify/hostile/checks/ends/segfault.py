"""It reads what is not there."""

import ctypes

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def segfault(lab: Lab, n: int = 0) -> None:
    print("reading", flush=True)
    _ = ctypes.string_at(0)


if __name__ == "__main__":
    segfault.main()
