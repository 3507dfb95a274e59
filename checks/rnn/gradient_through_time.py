"""A gradient falls geometrically through a fresh RNN or LSTM, and hardly with the forget gate open.

Back through k steps it is multiplied by k Jacobians. PyTorch's initial weights, uniform within
±1/√d, have a spectral radius of some 0.58, and tanh' makes it less; an LSTM's forget gate starts
near σ(0) = 1/2. That is an initial state and no law: a forget bias of 5, σ(5) = 0.993, keeps the
gradient nearly level. In a tanh RNN recurrent weights three times as large do too, for inputs of
unit variance, and six times as large let it grow.
Pascanu et al. 2013, §2.1; Gers et al. 2000, §3. Slope of the log-gradient per step.
"""

import torch
from torch import nn

from quizkit.evidence import Lab, check
from quizkit.evidence.lab import Goal

NETWORKS, SEQUENCES, D, NEAR, FAR = 24, 8, 32, 4, 24
FORGET, INPUT = slice(D, 2 * D), slice(0, D)  # torch stacks input, forget, cell, output
SLOPES: dict[str, Goal] = {
    "tanh RNN": {"at_most": -0.5},
    "LSTM": {"at_most": -0.3},
    "LSTM, forget bias 5": {"equals": 0.0, "within": 0.1},
    "tanh RNN, recurrent weights × 6": {"at_least": 0.1},
}


def as_initialised(weights: torch.Tensor) -> torch.Tensor:
    return weights


def tripled(weights: torch.Tensor) -> torch.Tensor:
    return 3 * weights


@check(
    controls={
        "recurrent weights tripled": {"recurrent": tripled},
        "the bias on the input gate": {"gate": INPUT},
        "weights not enlarged": {"factor": 1.0},
    }
)
def gradient_through_time(
    lab: Lab, recurrent=as_initialised, gate=FORGET, factor: float = 6.0
) -> None:
    def slope(kind: str) -> torch.Tensor:
        network = (nn.RNN if kind.startswith("tanh RNN") else nn.LSTM)(D, D)
        parameters = dict(network.named_parameters())
        with torch.no_grad():
            _ = parameters["weight_hh_l0"].copy_(recurrent(parameters["weight_hh_l0"]))
            if kind.endswith("× 6"):
                _ = parameters["weight_hh_l0"].mul_(factor)
            if kind == "LSTM, forget bias 5":
                parameters["bias_hh_l0"][gate] = 5.0
        x = lab.normal(FAR + 1, SEQUENCES, D, dtype=torch.float32).requires_grad_()
        last = network(x)[0][-1]
        signs = lab.normal(SEQUENCES, D, dtype=torch.float32)
        (gradient,) = torch.autograd.grad((last * signs).sum(), x)
        size = gradient.norm(dim=-1).log().mean(-1).flip(0)  # by steps back
        return (size[FAR] - size[NEAR]) / (FAR - NEAR)

    for kind in lab.sweep("cell", tuple(SLOPES)):
        slopes = torch.stack([slope(kind) for _ in range(NETWORKS)])
        lab.mean("log-gradient per step", slopes, **SLOPES[kind])


if __name__ == "__main__":
    gradient_through_time.main()
