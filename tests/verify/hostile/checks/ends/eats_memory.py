"""It asks for more memory than there is."""

import torch

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def eats_memory(lab: Lab, n: int = 0) -> None:
    eaten: list[torch.Tensor] = []
    while True:
        eaten.append(torch.ones(2**22))


if __name__ == "__main__":
    eats_memory.main()
