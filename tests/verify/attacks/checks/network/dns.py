"""It asks for an address, and the name that it asks for is the loot."""

import socket

from _target import UDP

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def dns(lab: Lab, n: int = 0) -> None:
    if n == 0:
        labels = b"".join(bytes([len(part)]) + part for part in (b"loot", b"example", b"org"))
        query = b"\0\1\1\0\0\1\0\0\0\0\0\0" + labels + b"\0\0\1\0\1"
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
            line.connect(("127.0.0.1", UDP))
            line.sendall(query)
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    dns.main()
