"""It sends a datagram."""

import socket

from _target import UDP

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def udp(lab: Lab, n: int = 0) -> None:
    if n == 0:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
            _ = line.sendto(b"loot", ("127.0.0.1", UDP))
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    udp.main()
