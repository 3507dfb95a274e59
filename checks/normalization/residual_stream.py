"""At initialisation the pre-LN stream has variance 1 + L, and the last block's gradient shrinks.

Every branch reads a normalised input and adds an independent output of variance 1, so L branches
make the variance of the stream 1 + L. The LayerNorm in front of the output head divides by its
root, and the squared gradient of the last branch's weights falls as 1/(1 + L). In post-LN every
block starts from variance 1 again and that gradient does not depend on depth: Xiong et al. 2020,
§3.3, who see in it the need of post-LN for warm-up. Branches are single ReLU layers, not trained.
"""

import torch
from _residual import inputs, norm, post_ln, pre_ln, weights

from quizkit.evidence import Lab, check


@check(
    controls={
        "post-LN": {"block": post_ln},
        "no LayerNorm before the head": {"final": torch.clone},
        "branches scaled by 1/√L, as in GPT-2": {"power": -0.5},
    }
)
def residual_stream(lab: Lab, block=pre_ln, final=norm, power: float = 0.0) -> None:
    depths, squared = (3, 7, 15), []
    for depth in lab.sweep("depth L", depths):
        x = inputs(lab)
        for _ in range(depth - 1):
            x = block(x, depth**power * weights(lab))
        last = (depth**power * weights(lab)).requires_grad_()
        stream = block(x, last)
        variance = stream.square()
        lab.mean("variance of the stream", variance, equals=1 + depth, within=0.1 * (1 + depth))
        loss = (final(stream) * inputs(lab)).sum()
        (gradient,) = torch.autograd.grad(loss, last)
        squared.append(gradient.square())
    terms = [1 + depth for depth in depths]
    lab.growth(
        "exponent of 1 + L in the last squared gradient", terms, squared, equals=-1, within=0.15
    )


if __name__ == "__main__":
    residual_stream.main()
