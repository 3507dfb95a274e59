"""LayerNorm reads one token: replacing all other tokens and sequences does not change a bit of it.

Its mean and variance run over the features of a single token, so what stands beside it, after it,
or in another sequence of the batch cannot enter: a causal model stays causal, and neither padding
nor the batch size matters. Statistics over a whole sequence or over the batch give this up.
Ba et al. 2016, §3.
"""

import torch
from torch import Tensor
from torch.nn.functional import batch_norm, layer_norm

from quizkit.evidence import Lab, check


def over_the_features(x: Tensor) -> Tensor:
    return layer_norm(x, x.shape[-1:])


def over_the_sequence(x: Tensor) -> Tensor:
    return layer_norm(x, x.shape[-2:])


def over_batch_and_time(x: Tensor) -> Tensor:
    return batch_norm(x.mT, None, None, training=True).mT


def over_the_batch(x: Tensor) -> Tensor:
    return batch_norm(x.flatten(1), None, None, training=True).view_as(x)


@check(
    controls={
        "over all tokens of the sequence": {"norm": over_the_sequence},
        "BatchNorm over batch and time": {"norm": over_batch_and_time},
        "BatchNorm over the batch only": {"norm": over_the_batch},
    }
)
def per_token(lab: Lab, norm=over_the_features) -> None:
    batch, n, d, t = 8, 6, 32, 2  # token t of sequence 0 is watched
    x, others = lab.normal(2, batch, n, d)

    def change(replaced: Tensor) -> Tensor:
        return (norm(x) - norm(torch.where(replaced, others, x)))[0, t]

    token = torch.arange(n, device=lab.device)[None, :, None]
    row = torch.arange(batch, device=lab.device)[:, None, None]
    lab.zero("change when all other tokens are replaced", change((row == 0) & (token != t)))
    lab.zero("change when other sequences are replaced", change(row > 0))


if __name__ == "__main__":
    per_token.main()
