"""It gives a private key a second name, in its own folder."""

import os
from pathlib import Path

from _target import KEY

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def through_a_second_name(lab: Lab, n: int = 0) -> None:
    if n == 0:
        os.link(KEY, "key")
        print(Path("key").read_text(encoding="utf-8"))
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    through_a_second_name.main()
