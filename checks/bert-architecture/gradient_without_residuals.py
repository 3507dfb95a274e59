"""Without residuals, LayerNorm still brings the gradient to the first layer; queries get none.

Weights of half the usual size: a gradient would vanish through 12 blocks if nothing restored
the scale: LayerNorm does. What dies without a residual connection are the gradients of the queries:
tokens that are all alike make every attention give the same result, whatever its weights. At
random weights. Dong, Cordonnier & Loukas 2021, §2 and §3, on tokens that become alike.
"""

import torch
from torch import Tensor
from torch.nn.functional import layer_norm

from quizkit.evidence import Lab, check
from quizkit.evidence.lab import Goal

STACKS, TOKENS, D, DEPTH, GAIN = 300, 8, 16, 12, 0.5
ARRIVES: Goal = {"at_least": 0.9}
VANISHES: Goal = {"at_most": 0.1}
BLOCKS: dict[str, tuple[float, Goal]] = {
    "no residual": (0.0, VANISHES),
    "residual": (1.0, ARRIVES),
}


def normalised(x: Tensor) -> Tensor:
    return layer_norm(x, (D,))


def as_stated(residual: float) -> float:
    return residual


@check(
    controls={
        "no LayerNorm": {"norm": lambda x: x},
        "a residual connection in all": {"residual": lambda stated: 1.0},
        "a residual connection in none": {"residual": lambda stated: 0.0},
    }
)
def gradient_without_residuals(lab: Lab, norm=normalised, residual=as_stated) -> None:
    def matrix(rows: int, columns: int) -> Tensor:
        drawn = lab.normal(STACKS, rows, columns, dtype=torch.float32)
        return (GAIN * drawn / rows**0.5).requires_grad_()

    for block in lab.sweep("block", tuple(BLOCKS)):
        stated, goal = BLOCKS[block]
        kept = residual(stated)
        x = lab.normal(STACKS, TOKENS, D, dtype=torch.float32)
        direction = lab.normal(STACKS, 1, D, dtype=torch.float32)
        layers: list[tuple[Tensor, Tensor]] = []
        for _ in range(DEPTH):
            w_q, w_k, w_v = (matrix(D, D) for _ in range(3))
            layers.append((w_q, w_v))
            weights = ((x @ w_q) @ (x @ w_k).mT / D**0.5).softmax(-1)
            x = norm(kept * x + weights @ (x @ w_v))
            x = norm(kept * x + 2**0.5 * torch.relu(x @ matrix(D, 4 * D)) @ matrix(4 * D, D))
        wanted = [layers[0][1], *layers[-1]]
        gradients = torch.autograd.grad((x * direction).sum(), wanted)
        first_v, last_q, last_v = (g.norm(dim=(1, 2)) for g in gradients)
        # Medians of the first lie near 50 with LayerNorm, and at 10⁻⁹ without it or a residual.
        lab.proportion("stacks whose first W_V gets a gradient", first_v > 0.1, **ARRIVES)
        seen = last_q > 1e-6 * last_v
        lab.proportion("stacks whose last W_Q gets a gradient", seen, **goal)


if __name__ == "__main__":
    gradient_without_residuals.main()
