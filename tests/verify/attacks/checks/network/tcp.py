"""It connects to a server."""

import socket

from _target import TCP

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def tcp(lab: Lab, n: int = 0) -> None:
    if n == 0:
        with socket.create_connection(("127.0.0.1", TCP), 5) as line:
            line.sendall(b"loot")
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    tcp.main()
