"""It speaks to a service that has a name and no file."""

import socket

from _target import ABSTRACT

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def unix_abstract(lab: Lab, n: int = 0) -> None:
    if n == 0:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.connect("\0" + ABSTRACT)
            line.sendall(b"loot")
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    unix_abstract.main()
