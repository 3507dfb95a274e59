"""At initialisation the pre-LN stream has variance 1 + L, and the last block's gradient shrinks.

Every branch reads a normalised input and adds an independent output of variance 1, so L branches
make the variance of the stream 1 + L. The LayerNorm in front of the output head divides by its
root, and the squared gradient of the last branch's weights falls as 1/(1 + L). In post-LN every
block starts from variance 1 again and that gradient does not depend on depth: Xiong et al. 2020,
§3.3, who see in it the need of post-LN for warm-up. Branches are single ReLU layers, not trained.
"""

import torch
from _residual import inputs, norm, post_ln, pre_ln, weights
from torch import Tensor

from quizkit.evidence import Lab, check


def without_final_norm(x: Tensor) -> Tensor:
    return x


def last_gradient(block, final, x: Tensor, matrices: list[Tensor], direction: Tensor):
    """The stream after all blocks, and the squared gradient of the last block's matrix."""
    *earlier, last = matrices
    for w in earlier:
        x = block(x, w)
    last = last.clone().requires_grad_()
    stream = block(x, last)
    (gradient,) = torch.autograd.grad((final(stream) * direction).sum(), last)
    return stream.detach(), gradient.square()


@check(
    controls={
        "post-LN for pre-LN": {"before": post_ln},
        "pre-LN for post-LN": {"after": pre_ln},
        "no LayerNorm before the head": {"final": without_final_norm},
        "branches scaled by 1/√L, as in GPT-2": {"power": -0.5},
    }
)
def residual_stream(lab: Lab, before=pre_ln, after=post_ln, final=norm, power: float = 0.0) -> None:
    depths = (3, 7, 11)
    in_pre: list[Tensor] = []
    in_post: list[Tensor] = []
    x, direction = inputs(lab), inputs(lab)
    drawn = [weights(lab) for _ in range(max(depths))]
    for depth in lab.sweep("depth L", depths):
        matrices = [depth**power * w for w in drawn[:depth]]
        stream, squared = last_gradient(before, final, x, matrices, direction)
        in_pre.append(squared)
        in_post.append(last_gradient(after, final, x, matrices, direction)[1])
        grown = 1 + depth
        lab.mean("variance of the stream, pre-LN", stream**2, equals=grown, within=0.1 * grown)
    terms = [1 + depth for depth in depths]
    name = "exponent of 1 + L in the last squared gradient"
    lab.growth(f"{name}, pre-LN", terms, in_pre, equals=-1.0, within=0.15)
    lab.growth(f"{name}, post-LN", terms, in_post, equals=0.0, within=0.15)


if __name__ == "__main__":
    residual_stream.main()
