"""It imports a library that a file beside it is called like."""

import torch

import quizkit
from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def uses_torch(lab: Lab, n: int = 0) -> None:
    if n == 0:
        print(torch.__file__, quizkit.__file__)
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    uses_torch.main()
