"""Queries may be of any number, but there must be as many values as keys, in every attention.

The weights are n_q × n_k and multiply the values, so n_v = n_k; n_q is free. An encoder has all
three from one sequence; a decoder's cross-attention has queries of the target and keys and values
of the source. Of 27 combinations of three lengths the 9 with n_k = n_v run.
Vaswani et al. 2017, §3.2.1.
"""

from itertools import product

import torch
from torch import Tensor, nn

from quizkit.evidence import Lab, check

D, LENGTHS = 16, (1, 5, 9)


def attend(layer: nn.MultiheadAttention, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    return layer(q, k, v)[0]


def values_cut_to_the_keys(layer: nn.MultiheadAttention, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    n = min(len(k), len(v))
    return layer(q, k[:n], v[:n])[0]


def one_sequence_for_all(layer: nn.MultiheadAttention, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    return layer(torch.stack([q, k, v]).mean(0), k, v)[0]


@check(
    controls={
        "values cut to the keys": {"run": values_cut_to_the_keys},
        "one length for all three": {"run": one_sequence_for_all},
    }
)
def key_and_value_lengths(lab: Lab, run=attend) -> None:
    layer = lab.inject(nn.MultiheadAttention(D, 2))

    def runs(*lengths: int) -> bool:
        inputs = [lab.normal(n, D) for n in lengths]
        try:
            output = run(layer, *inputs)
        except (RuntimeError, AssertionError):
            return False
        return output.shape == inputs[0].shape

    equal = sum(runs(n_q, n, n) for n_q, n in product(LENGTHS, LENGTHS))
    every = sum(runs(*lengths) for lengths in product(LENGTHS, LENGTHS, LENGTHS))
    lab.count("combinations with n_k = n_v that run, of 9", equal, equals=9)
    lab.count("other combinations that run, of 18", every - equal, equals=0)


if __name__ == "__main__":
    key_and_value_lengths.main()
