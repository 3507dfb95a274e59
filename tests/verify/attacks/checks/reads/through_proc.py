"""It reads a private key through the root that /proc shows."""

from pathlib import Path

from _target import KEY

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def through_proc(lab: Lab, n: int = 0) -> None:
    if n == 0:
        print(Path(f"/proc/self/root{KEY}").read_text(encoding="utf-8"))
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    through_proc.main()
