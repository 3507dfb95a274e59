"""A share π of zero padding makes BatchNorm blow real activations up: their variance is 1/(1 - π).

Real entries of mean 0 and variance 1 stand among zeros, so the channel's variance over the padded
batch is only 1 - π; dividing by its root gives real tokens the variance 1/(1 - π) instead of 1. How
long the neighbours are then decides how large a token is. LayerNorm looks at no other position, and
statistics over the real positions alone ("masked BatchNorm") repair it too.
"""

import torch
from torch import Tensor
from torch.nn.functional import batch_norm, layer_norm

from quizkit.evidence import Lab, check


def over_all_positions(x: Tensor, real: Tensor) -> Tensor:
    return batch_norm(x, None, None, training=True)[real]


def over_real_positions(x: Tensor, real: Tensor) -> Tensor:
    return batch_norm(x[real], None, None, training=True)


def per_token(x: Tensor, real: Tensor) -> Tensor:
    return layer_norm(x, x.shape[-1:])[real]


@check(
    controls={
        "LayerNorm": {"normalise": per_token},
        "statistics over real positions": {"normalise": over_real_positions},
    }
)
def padding_in_statistics(lab: Lab, normalise=over_all_positions) -> None:
    positions, d = 20_000, 16
    for share in lab.sweep("share of padding", (0.25, 0.5, 0.75)):
        real = torch.arange(positions, device=lab.device) >= share * positions
        x = lab.normal(positions, d) * real[:, None]
        # One large batch: the statistics that its tokens share err by about a percent.
        normalised = normalise(x, real)
        blown_up = 1 / (1 - share)
        lab.variance("variance of real tokens", normalised, equals=blown_up, within=0.1 * blown_up)


if __name__ == "__main__":
    padding_in_statistics.main()
