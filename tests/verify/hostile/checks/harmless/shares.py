"""It counts the memory that it may write to and that another process sees."""

from pathlib import Path

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def shares(lab: Lab, n: int = 0) -> None:
    maps = [line.split() for line in Path("/proc/self/maps").read_text("utf-8").splitlines()]
    shared = [fields for fields in maps if fields[1][1] == "w" and fields[1][3] == "s"]
    lab.record("shared mappings", len(shared))
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    shares.main()
