"""It has other controls than its source says."""

from quizkit.evidence import Lab, check

SAID = {"one more": {"n": 1}, "two more": {"n": 2}}
for said in list(SAID):
    SAID[said + ", really"] = SAID.pop(said)


@check(controls=SAID)
def other_controls(lab: Lab, n: int = 0) -> None:
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    other_controls.main()
