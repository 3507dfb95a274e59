"""It reports on another check, in its place."""

import os
from json import dumps

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def for_another(lab: Lab, n: int = 0) -> None:
    if n == 0:
        arm = {"control": None, "error": "", "observations": [], "records": [], "seconds": 1}
        report = {
            "check": "speaks/escapes",
            "seed": 0,
            "title": "",
            "device": "cpu",
            "versions": {},
        }
        _ = os.write(3, b"R" + dumps(report | {"claim": arm, "controls": []}).encode())
        os._exit(0)
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    for_another.main()
