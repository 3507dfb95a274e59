"""It reports on another check, which would be supported."""

import os

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def impersonates(lab: Lab, n: int = 0) -> None:
    _ = os.write(
        3, b'R{"check":"harmless/plain","seed":0,"title":"t","device":"cpu","versions":{},'
    )
    arm = b'{"control":null,"error":"","observations":[],"records":[],"seconds":1}'
    _ = os.write(3, b'"claim":' + arm + b',"controls":[]}')
    os._exit(0)


if __name__ == "__main__":
    impersonates.main()
