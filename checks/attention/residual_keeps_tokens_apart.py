"""At random weights six layers of attention make all tokens alike; with residuals they stay apart.

Measured by the part of the tokens that is not their mean, with LayerNorm after each block. An FFN
between the attentions does not help here: it treats alike tokens alike, and the LayerNorm takes
back its gain. Six layers, and no more: tokens_align_with_depth says what residual connections do in
deep stacks. Dong, Cordonnier & Loukas 2021, §2 and §3, prove the collapse without either, and that
residual connections and, by their Lipschitz constant, FFNs work against it.
"""

from _random_stack import attention, ffn, inputs, own_share
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
    for block in lab.sweep("block", tuple(BLOCKS)):
        stated, with_ffn, goal = BLOCKS[block]
        kept = residual(stated)
        x = inputs(lab, STACKS, TOKENS, D)
        for _ in range(DEPTH):
            x = layer_norm(kept * x + attention(lab, x), (D,))
            if with_ffn:
                x = layer_norm(kept * x + ffn(lab, x), (D,))
        differ = own_share(x) > 0.01
        lab.proportion("stacks whose tokens differ by over 1 %", differ, **goal)


if __name__ == "__main__":
    residual_keeps_tokens_apart.main()
