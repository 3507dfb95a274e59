"""It reports before its report, so that there are two."""

import os
from json import dumps

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def beforehand(lab: Lab, n: int = 0) -> None:
    if n == 0:
        arm = {"control": None, "error": "", "observations": [], "records": [], "seconds": 1}
        report = {"check": "speaks/beforehand", "seed": 0, "title": "", "device": "cpu"}
        arms = [arm | {"control": name} for name in ("one more", "two more")]
        told = report | {"versions": {}, "claim": arm, "controls": arms}
        _ = os.write(3, b"R" + dumps(told).encode())
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    beforehand.main()
