"""Without its tanh an additive score is blind to the query: every query gets the same weights.

v·(q_i + k_j) = v·q_i + v·k_j, and the first term is the same for all keys, so the softmax drops it.
The non-linearity between the sum and v is the only place where query and key meet; a tanh of each
before the sum does not help. A dot product needs none: it multiplies the two.
Bahdanau et al. 2015, §A.1.2, for the score.
"""

from torch import Tensor

from quizkit.evidence import Lab, check

QUERIES, KEYS, D_K = 16, 32, 64


def of_the_sum(q: Tensor, k: Tensor) -> Tensor:
    return (q + k).tanh()


def before_the_sum(q: Tensor, k: Tensor) -> Tensor:
    return q.tanh() + k.tanh()


def left_out(q: Tensor, k: Tensor) -> Tensor:
    return q + k


@check(
    controls={
        "the tanh left in": {"linear": of_the_sum},
        "tanh before the sum": {"non_linear": before_the_sum},
    }
)
def additive_needs_its_tanh(lab: Lab, linear=left_out, non_linear=of_the_sum) -> None:
    q, k = lab.normal(QUERIES, 1, D_K), lab.normal(1, KEYS, D_K)
    v = lab.normal(D_K) / D_K**0.5
    blind, seeing = ((joined(q, k) @ v).softmax(-1) for joined in (linear, non_linear))
    lab.same("weights of all queries, without tanh", blind, blind[:1].expand_as(blind))
    lab.apart("weights of all queries", seeing, seeing[:1].expand_as(seeing), at_least=0.1)


if __name__ == "__main__":
    additive_needs_its_tanh.main()
