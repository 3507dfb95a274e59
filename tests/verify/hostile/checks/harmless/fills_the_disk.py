"""It writes a file without end, and learns that there is one."""

from pathlib import Path

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def fills_the_disk(lab: Lab, n: int = 0) -> None:
    def fill() -> None:
        with Path("endless").open("wb") as file:
            while True:
                _ = file.truncate(file.tell() + 2**24)
                _ = file.seek(0, 2)

    lab.raises("there is an end", fill, OSError)
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    fills_the_disk.main()
