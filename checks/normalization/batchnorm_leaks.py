"""BatchNorm over batch and time carries the future into the past, although attention is causal.

In training a channel's mean and variance are taken over all positions of all sequences, so the
output at position t depends on tokens after t and on its neighbours in the batch: the model is no
longer autoregressive. In evaluation the statistics are fixed and both leaks close; LayerNorm never
has them. Ioffe & Szegedy 2015, §3, and §3.2 for several positions in a sample.
"""

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn.functional import scaled_dot_product_attention

from quizkit.evidence import Lab, check

Norm = Callable[[Tensor], Tensor]


def batch_norm_training(lab: Lab, d: int) -> Norm:
    norm = lab.inject(nn.BatchNorm1d(d)).train()
    return lambda x: norm(x.mT).mT


def batch_norm_evaluation(lab: Lab, d: int) -> Norm:
    norm = lab.inject(nn.BatchNorm1d(d))
    return lambda x: norm(x.mT).mT


def layer_norm(lab: Lab, d: int) -> Norm:
    return lab.inject(nn.LayerNorm(d))


@check(
    controls={
        "LayerNorm": {"norm": layer_norm},
        "BatchNorm in evaluation": {"norm": batch_norm_evaluation},
    }
)
def batchnorm_leaks(lab: Lab, norm=batch_norm_training) -> None:
    n, d, t = 10, 16, 4
    token = torch.arange(n, device=lab.device)[None, :, None]
    for batch in lab.sweep("batch", (4, 16, 64)):
        normalise = norm(lab, d)
        x, others = lab.normal(2, batch, n, d)
        row = torch.arange(batch, device=lab.device)[:, None, None]
        output, future, company = (
            normalise(u + scaled_dot_product_attention(u, u, u, is_causal=True))[0, :t].detach()
            for u in (
                x,
                torch.where((row == 0) & (token >= t), others, x),
                torch.where(row > 0, others, x),
            )
        )
        lab.apart(
            "change of earlier outputs, later tokens replaced", output, future, at_least=0.0003
        )
        lab.apart("change of outputs, other sequences replaced", output, company, at_least=0.01)


if __name__ == "__main__":
    batchnorm_leaks.main()
