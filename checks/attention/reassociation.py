"""Without softmax (QKᵀ)V = Q(KᵀV), at a cost linear in the length; with softmax it is not so.

A product of three matrices may be taken in either order: the left one first costs 4·n²·d
operations, the right one first 4·n·d². The softmax stands between the first two factors and needs
whole rows of the n × n scores, so the right order computes something else. Linear attention is
what one gets by giving up the softmax.
Katharopoulos et al. 2020, §3.2.
"""

from torch import Tensor
from torch.utils.flop_counter import FlopCounterMode

from quizkit.evidence import Lab, check

D = 16


def plain(scores: Tensor) -> Tensor:
    return scores


def weights(scores: Tensor) -> Tensor:
    return scores.softmax(-1)


def right_first(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    return q @ (k.T @ v)


def left_first(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    return (q @ k.T) @ v


@check(
    controls={
        "the softmax kept": {"linear": weights},
        "the softmax left out": {"softmax": plain},
        "scores formed first": {"product": left_first},
    }
)
def reassociation(lab: Lab, linear=plain, softmax=weights, product=right_first) -> None:
    for n in lab.sweep("tokens", (32, 128, 512)):
        q, k, v = lab.normal(3, n, D) / D**0.25
        with FlopCounterMode(display=False) as counter:
            output = product(q, k, v)
        lab.same("QKᵀ first and KᵀV first", output, linear(q @ k.T) @ v)
        lab.apart("KᵀV first and softmax attention", output, softmax(q @ k.T) @ v, at_least=0.1)
        lab.count("operations, KᵀV first", counter.get_total_flops(), equals=4 * n * D**2)


if __name__ == "__main__":
    reassociation.main()
