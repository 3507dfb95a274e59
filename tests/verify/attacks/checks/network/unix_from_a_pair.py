"""It speaks to a service through one of a pair of sockets."""

import socket

from _target import UNIX

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def unix_from_a_pair(lab: Lab, n: int = 0) -> None:
    if n == 0:
        one, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        with one, other:
            _ = one.sendto(b"loot", UNIX)
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    unix_from_a_pair.main()
