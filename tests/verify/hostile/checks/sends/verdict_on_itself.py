"""It writes a verdict into its report."""

import os

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def verdict_on_itself(lab: Lab, n: int = 0) -> None:
    _ = os.write(3, b'R{"check":"sends/verdict_on_itself","seed":0,"title":"t","device":"cpu",')
    _ = os.write(3, b'"verdict":"supported","versions":{},')
    arm = (
        b'{"control":%s,"error":"","observations":[],"records":[],"seconds":1,"verdict":"refuted"}'
    )
    _ = os.write(3, b'"claim":' + arm % b"null" + b',"controls":[')
    _ = os.write(3, arm % b'"one more"' + b"," + arm % b'"two more"' + b"]}")
    os._exit(0)


if __name__ == "__main__":
    verdict_on_itself.main()
