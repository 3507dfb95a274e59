"""It breaks inside torch."""

import torch

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def raises_in_the_library(lab: Lab, n: int = 0) -> None:
    _ = torch.ones(2) @ torch.ones(3)
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    raises_in_the_library.main()
