"""It has the system look an address up."""

import socket

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def names(lab: Lab, n: int = 0) -> None:
    if n == 0:
        print("resolved", socket.getaddrinfo("localhost", 80)[0][4][0])
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    names.main()
