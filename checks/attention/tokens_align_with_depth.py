"""Residual connections slow the collapse of tokens: by 1/√2 a layer in post-LN, less in pre-LN.

Once tokens are nearly alike, attention adds the same vector to all of them, about as long as what
it is added to. A post-LN layer then halves the square of the part in which they differ, and the
next one does so again: after 24 layers under 0.3 % is left. An FFN does not change the factor. In
pre-LN the stream grows and what is added does not, so each layer takes less than the one before.
Branches scaled by 1/√L stop it in post-LN as well. Noci et al. 2022, figure 1.
"""

from _random_stack import attention, ffn, inputs, own_share
from torch import Tensor
from torch.nn.functional import layer_norm

from quizkit.evidence import Lab, check

STACKS, TOKENS, D, DEPTH = 64, 8, 16, 24
BLOCKS = {"attention": (attention,), "attention, FFN": (attention, ffn)}


def norm(x: Tensor) -> Tensor:
    return layer_norm(x, (D,))


def post_ln(x: Tensor, branch) -> Tensor:
    return norm(x + branch(x))


def pre_ln(x: Tensor, branch) -> Tensor:
    return x + branch(norm(x))


@check(
    controls={
        "pre-LN for post-LN": {"after": pre_ln},
        "post-LN for pre-LN": {"before": post_ln},
        "branches scaled by 1/√L": {"power": -0.5},
    }
)
def tokens_align_with_depth(lab: Lab, after=post_ln, before=pre_ln, power: float = 0.0) -> None:
    for block in lab.sweep("block", tuple(BLOCKS)):

        def per_layer(layer, sublayers=BLOCKS[block]) -> Tensor:
            """Change of the log₂ of the share in which tokens differ, in the second half."""
            x = half = inputs(lab, STACKS, TOKENS, D)
            for done in range(DEPTH):
                half = x if done == DEPTH // 2 else half
                for sublayer in sublayers:
                    x = layer(x, lambda y, f=sublayer: DEPTH**power * f(lab, y))
            lab.record("share of the differences at the end", float(own_share(x).mean()))
            return (own_share(x) / own_share(half)).log2() / (DEPTH // 2)

        name = "log₂ of the differences per layer"
        lab.mean(f"{name}, post-LN", per_layer(after), equals=-0.5, within=0.2)
        lab.mean(f"{name}, pre-LN", per_layer(before), at_least=-0.15)


if __name__ == "__main__":
    tokens_align_with_depth.main()
