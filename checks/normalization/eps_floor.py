"""Without gain and bias, LayerNorm's output has variance σ²/(σ² + ε): 1 only if σ² is far above ε.

ε is added to the variance under the root. With PyTorch's default 1e-5, entries of standard
deviation √ε = 0.0032 come out with variance 1/2, entries of 0.001 with 1/11, and a constant token
stays at 0 instead of being blown up. BERT's 1e-12 lowers that floor to a deviation of 1e-6.
"""

from torch import Tensor
from torch.nn.functional import layer_norm

from quizkit.evidence import Lab, check


def pytorch_default(x: Tensor) -> Tensor:
    return layer_norm(x, x.shape[-1:])


def keras_default(x: Tensor) -> Tensor:
    return layer_norm(x, x.shape[-1:], eps=1e-3)


def eps_beside_the_root(x: Tensor) -> Tensor:
    return (x - x.mean(-1, keepdim=True)) / (x.std(-1, correction=0, keepdim=True) + 1e-5)


@check(
    controls={
        "ε beside the root": {"norm": eps_beside_the_root},
        "ε = 1e-3, Keras's default": {"norm": keras_default},
    }
)
def eps_floor(lab: Lab, norm=pytorch_default) -> None:
    for sd in lab.sweep("input sd", (0.001, 0.00316, 0.01, 1.0)):
        variance = norm(sd * lab.normal(2_000, 512)).var(-1, correction=0)
        lab.mean("output variance", variance, equals=sd**2 / (sd**2 + 1e-5), within=0.02)


if __name__ == "__main__":
    eps_floor.main()
