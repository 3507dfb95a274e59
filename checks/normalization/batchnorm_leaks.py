"""BatchNorm over batch and time carries the future into the past, although attention is causal.

In training a channel's mean and variance are taken over all positions of all sequences, so an output
at position t depends on tokens after t and on its neighbours in the batch: the model is no longer
autoregressive, and one sequence's output is a matter of its company. In evaluation the statistics
are fixed and both leaks close; LayerNorm never has them.
Ioffe & Szegedy 2015, §3: over a mini-batch of values, for sequences over their positions too.
"""

import torch
from torch import Tensor, nn
from torch.nn.functional import scaled_dot_product_attention

from quizkit.evidence import Lab, check


def batch_norm_training(lab: Lab, d: int) -> nn.Module:
    return lab.inject(nn.BatchNorm1d(d)).train()


def batch_norm_evaluation(lab: Lab, d: int) -> nn.Module:
    return lab.inject(nn.BatchNorm1d(d))


class LayerNorm(nn.LayerNorm):
    """LayerNorm on BatchNorm's axis order, (batch, features, positions)."""

    def forward(self, input: Tensor) -> Tensor:
        return super().forward(input.mT).mT


def layer_norm(lab: Lab, d: int) -> nn.Module:
    return lab.inject(LayerNorm(d))


@check(
    controls={
        "LayerNorm": {"norm": layer_norm},
        "BatchNorm in evaluation": {"norm": batch_norm_evaluation},
    }
)
def batchnorm_leaks(lab: Lab, norm=batch_norm_training) -> None:
    n, d, t = 10, 16, 4
    for batch in lab.sweep("batch", (4, 16, 64)):
        layer = norm(lab, d)
        x, others = lab.normal(2, batch, n, d)

        def output(x: Tensor, layer: nn.Module = layer) -> Tensor:
            mixed = x + scaled_dot_product_attention(x, x, x, is_causal=True)
            return layer(mixed.mT).mT[0, :t].detach()

        token = torch.arange(n, device=lab.device)[None, :, None]
        row = torch.arange(batch, device=lab.device)[:, None, None]
        future = torch.where((row == 0) & (token >= t), others, x)
        company = torch.where(row > 0, others, x)
        lab.apart("when later tokens are replaced", output(x), output(future), at_least=0.001)
        lab.apart("when other sequences are replaced", output(x), output(company), at_least=0.01)


if __name__ == "__main__":
    batchnorm_leaks.main()
