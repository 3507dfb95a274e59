"""It becomes a program that no file holds."""

import os
from pathlib import Path

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def a_program_from_memory(lab: Lab, n: int = 0) -> None:
    if n == 0:
        fd = os.memfd_create("program")
        _ = os.write(fd, Path(os.path.realpath("/bin/echo")).read_bytes())
        os.execve(fd, ["echo", "echoed"], {})
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    a_program_from_memory.main()
