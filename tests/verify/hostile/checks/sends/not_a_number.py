"""It sends NaN where a number should be."""

import os

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def not_a_number(lab: Lab, n: int = 0) -> None:
    _ = os.write(
        3, b'R{"check":"sends/not_a_number","seed":0,"title":"t","device":"cpu","versions":{},'
    )
    arm = b'{"control":null,"error":"","observations":[],"records":[],"seconds":NaN}'
    _ = os.write(3, b'"claim":' + arm + b',"controls":[]}')
    os._exit(0)


if __name__ == "__main__":
    not_a_number.main()
