"""Without splitting the heads, scores divided by √d_k have variance h instead of 1.

A product over all d = h·d_k components has variance d, if they are independent with variance 1, and
dividing by √d_k leaves d/d_k = h. So the softmax starts out sharper the more heads were meant.
Vaswani et al. 2017, §3.2.1, footnote 4.
"""

from torch import Tensor

from quizkit.evidence import Lab, check

D, PAIRS = 32, 24_000


def unsplit(x: Tensor, heads: int) -> Tensor:
    return x


def first_head(x: Tensor, heads: int) -> Tensor:
    return x[:, : D // heads]


@check(
    controls={
        "the heads split": {"vectors": first_head},
        "divided by d_k": {"power": 1.0},
        "not divided": {"power": 0.0},
    }
)
def unsplit_scores(lab: Lab, vectors=unsplit, power: float = 0.5) -> None:
    for heads in lab.sweep("heads", (2, 4, 8)):
        q, k = lab.normal(2, PAIRS, D)
        scores = (vectors(q, heads) * vectors(k, heads)).sum(-1) / (D // heads) ** power
        lab.variance("variance of the scores", scores, equals=heads, within=0.15 * heads)


if __name__ == "__main__":
    unsplit_scores.main()
