"""It waits to be called."""

import socket

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def serves(lab: Lab, n: int = 0) -> None:
    if n == 0:
        with socket.socket() as line:
            line.bind(("127.0.0.1", 0))
            line.listen()
            print("serving at", line.getsockname()[1])
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    serves.main()
