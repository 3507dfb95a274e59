"""It reads the memory of a process."""

from pathlib import Path

from _target import ADDRESS, VICTIM

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def reads_memory(lab: Lab, n: int = 0) -> None:
    if n == 0:
        with Path(f"/proc/{VICTIM}/mem").open("rb", buffering=0) as memory:
            _ = memory.seek(ADDRESS)
            print(memory.read(40).partition(b"\0")[0].decode())
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    reads_memory.main()
