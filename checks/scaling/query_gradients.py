"""Without 1/√d_k a query gets a larger gradient on average, yet at large d_k many queries get none.

The gradient passes the softmax Jacobian diag(a) - a·aᵀ, which collapses as the softmax saturates,
and then ∂score/∂q = k·scale, which is √d_k times larger without the scale. So in a wide head many
queries get nothing, the few whose two best keys nearly tie get very much, and the mean exceeds that
of scaled attention. With the scale all queries get about as much, whatever d_k is.
Vaswani et al. 2017, §3.2.1, suspects extremely small gradients; here is where they are.
"""

import torch
import torch.nn.functional as F
from torch import Tensor

from quizkit.evidence import Lab, check

SEQUENCES, TOKENS, D_V = 1_000, 24, 16
WIDTHS = (16, 64, 256)
NOTHING = 0.0025  # one hundredth of what a query gets in scaled attention


def of_queries(q: Tensor, k: Tensor, v: Tensor, upstream: Tensor, scale: float) -> Tensor:
    """Size of the gradient that each query gets when the output gets the gradient `upstream`."""
    output = F.scaled_dot_product_attention(q.requires_grad_(), k, v, scale=scale)
    return torch.autograd.grad(output, q, upstream)[0].norm(dim=-1)


def of_scores(q: Tensor, k: Tensor, v: Tensor, upstream: Tensor, scale: float) -> Tensor:
    """The same for the scores of each query: the softmax Jacobian without ∂score/∂q = k·scale."""
    scores = (q @ k.mT * scale).requires_grad_()
    return torch.autograd.grad(scores.softmax(-1) @ v, scores, upstream)[0].norm(dim=-1)


@check(
    controls={
        "softmax Jacobian alone": {"gradient": of_scores},
        "divided by d_k": {"scaled": lambda d_k: 1 / d_k},
        "scale forgotten in both": {"scaled": lambda d_k: 1.0},
        "scale kept in both": {"unscaled": lambda d_k: d_k**-0.5},
    }
)
def query_gradients(
    lab: Lab,
    gradient=of_queries,
    scaled=lambda d_k: d_k**-0.5,
    unscaled=lambda d_k: 1.0,
) -> None:
    with_scale, without = {}, {}
    for d_k in lab.sweep("d_k", WIDTHS):
        q, k = lab.normal(2, SEQUENCES, TOKENS, d_k, dtype=torch.float32)
        v = lab.normal(SEQUENCES, TOKENS, D_V, dtype=torch.float32)
        upstream = lab.normal(SEQUENCES, TOKENS, D_V, dtype=torch.float32) / D_V**0.5
        with_scale[d_k] = gradient(q, k, v, upstream, scaled(d_k))
        without[d_k] = gradient(q, k, v, upstream, unscaled(d_k))
        lab.mean("mean gradient, scaled", with_scale[d_k], at_most=0.35)
        lab.mean("mean gradient, unscaled", without[d_k], at_least=0.7)
        lab.record("queries left with nothing", (without[d_k] < NOTHING).float().mean())
    # Queries of one sequence share its keys; one of each makes independent units.
    nothing, nothing_scaled = (g[WIDTHS[-1]][:, 0] < NOTHING for g in (without, with_scale))
    name = f"queries left with nothing at d_k = {WIDTHS[-1]}"
    lab.proportion(name, nothing, at_least=0.1)
    lab.proportion(f"{name}, scaled", nothing_scaled, at_most=0.02)
    lab.growth(
        "growth of the mean gradient, scaled",
        WIDTHS,
        [with_scale[d_k] for d_k in WIDTHS],
        equals=0.0,
        within=0.05,
    )


if __name__ == "__main__":
    query_gradients.main()
