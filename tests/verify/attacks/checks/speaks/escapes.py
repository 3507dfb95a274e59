"""It speaks to the terminal, and in markup."""

import os

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def escapes(lab: Lab, n: int = 0) -> None:
    if n == 0:
        print(
            "\x1b]0;owned\x07\x1b[2J\x9b31m[bold red]loud[/] [link=file:///etc/passwd]click[/link]"
        )
        raise RuntimeError("\x1b[2J[bold red]loud[/]\u202e\r" + str(os.getpid()))
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    escapes.main()
