"""At random weights six layers of attention make all tokens alike; a residual connection does not.

Measured by the part of the tokens that is not their mean, with LayerNorm after each block. An FFN
between the attentions does not help here: it treats alike tokens alike, and the LayerNorm takes
back its gain. Dong, Cordonnier & Loukas 2021, §2 and §3, prove the collapse without either, and
that residual connections and, by their Lipschitz constant, FFNs work against it.
"""

import torch
from torch import Tensor
from torch.nn.functional import layer_norm

from quizkit.evidence import Lab, check
from quizkit.evidence.lab import Goal

STACKS, TOKENS, D, DEPTH = 300, 8, 16, 6
ALIKE: Goal = {"at_most": 0.1}
APART: Goal = {"at_least": 0.9}
BLOCKS: dict[str, tuple[float, bool, Goal]] = {
    "attention": (0.0, False, ALIKE),
    "attention, FFN": (0.0, True, ALIKE),
    "attention, residual": (1.0, False, APART),
    "attention, FFN, residual": (1.0, True, APART),
}


def as_stated(residual: float) -> float:
    return residual


@check(
    controls={
        "a residual connection in all": {"residual": lambda stated: 1.0},
        "a residual connection in none": {"residual": lambda stated: 0.0},
    }
)
def residual_keeps_tokens_apart(lab: Lab, residual=as_stated) -> None:
    def matrix(rows: int, columns: int) -> Tensor:
        return lab.normal(STACKS, rows, columns, dtype=torch.float32) / rows**0.5

    for block in lab.sweep("block", tuple(BLOCKS)):
        stated, with_ffn, goal = BLOCKS[block]
        kept = residual(stated)
        x = lab.normal(STACKS, TOKENS, D, dtype=torch.float32)
        for _ in range(DEPTH):
            w_q, w_k, w_v = (matrix(D, D) for _ in range(3))
            weights = ((x @ w_q) @ (x @ w_k).mT / D**0.5).softmax(-1)
            x = layer_norm(kept * x + weights @ (x @ w_v), (D,))
            if with_ffn:
                ffn = 2**0.5 * torch.relu(x @ matrix(D, 4 * D)) @ matrix(4 * D, D)
                x = layer_norm(kept * x + ffn, (D,))
        own = (x - x.mean(1, keepdim=True)).norm(dim=(1, 2)) / x.norm(dim=(1, 2))
        lab.proportion("stacks whose tokens differ by over 1 %", own > 0.01, **goal)


if __name__ == "__main__":
    residual_keeps_tokens_apart.main()
