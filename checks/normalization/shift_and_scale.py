"""Scaling a token and shifting all of its features together changes nothing that LayerNorm returns.

LN(a·x + b) = LN(x) for a > 0 and one number b for all features: mean and standard deviation move
along. Each token may have an a and a b of its own, since none is measured with another's. ε, which
is not scaled along, is 0 here. BatchNorm has neither invariance, RMSNorm only that to scaling.
Ba et al. 2016, §5.1, list the scaling of single training cases.
"""

from torch import Tensor
from torch.nn.functional import batch_norm, layer_norm, rms_norm

from quizkit.evidence import Lab, check


def over_the_features(x: Tensor) -> Tensor:
    return layer_norm(x, x.shape[-1:], eps=0.0)


def without_the_mean(x: Tensor) -> Tensor:
    return rms_norm(x, x.shape[-1:], eps=1e-300)


def over_the_batch(x: Tensor) -> Tensor:
    return batch_norm(x, None, None, training=True, eps=1e-30)


def divided_by_the_variance(x: Tensor) -> Tensor:
    return (x - x.mean(-1, keepdim=True)) / x.var(-1, correction=0, keepdim=True)


@check(
    controls={
        "RMSNorm": {"norm": without_the_mean},
        "BatchNorm": {"norm": over_the_batch},
        "divided by the variance": {"norm": divided_by_the_variance},
        "negative factors": {"sign": -1},
    }
)
def shift_and_scale(lab: Lab, norm=over_the_features, sign: int = 1) -> None:
    x = lab.normal(32, 64)
    a, b = sign * lab.uniform(32, 1, low=0.2, high=5.0), 3 * lab.normal(32, 1)
    lab.same("tokens scaled", norm(a * x), norm(x))
    lab.same("tokens shifted", norm(x + b), norm(x))


if __name__ == "__main__":
    shift_and_scale.main()
