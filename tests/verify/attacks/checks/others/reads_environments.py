"""It reads what a process was started with."""

from pathlib import Path

from _target import VICTIM

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def reads_environments(lab: Lab, n: int = 0) -> None:
    if n == 0:
        print(Path(f"/proc/{VICTIM}/environ").read_bytes())
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    reads_environments.main()
