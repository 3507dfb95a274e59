"""Two masked words are predicted apart: of m pairs, alike, independent draws hit one in m.

Take m names of two words, such as New York and Los Angeles, no two of which share a word. With both
words masked the best that a masked language model can give is each word's share, 1/m, so drawing
both at once gives a real name 1/m of the time, and its product misses the joint distribution by
KL = ln m nats, the mutual information of the two words. Draw the first, show it, and predict again:
the second draw has the first to go by. The model here is the exact optimum, the shares counted for
every corrupted input. Yang et al. 2019, §2.1; Devlin et al. 2019, §3.1.
"""

import math

import torch
from torch import Tensor

from quizkit.evidence import Lab, check

CORPORA, NAMES = 16, 4_000


def of_one_name(lab: Lab, first: Tensor, m: int) -> Tensor:
    return first


def of_any_name(lab: Lab, first: Tensor, m: int) -> Tensor:
    return lab.integers(0, m, CORPORA, NAMES)


def with_it_shown(first: Tensor, given_first: Tensor, alone: Tensor) -> Tensor:
    return given_first.gather(1, first[..., None].expand(-1, -1, given_first.shape[-1]))


def still_masked(first: Tensor, given_first: Tensor, alone: Tensor) -> Tensor:
    return alone[:, None].expand(-1, first.shape[1], -1)


def shares_of(counts: Tensor) -> Tensor:
    return counts / counts.sum(-1, keepdim=True)


@check(
    controls={
        "words of a name independent": {"second_word": of_any_name},
        "second word predicted with the first shown": {"at_once": with_it_shown},
        "predicted again without showing the first": {"again": still_masked},
    }
)
def masked_words_apart(
    lab: Lab, second_word=of_one_name, at_once=still_masked, again=with_it_shown
) -> None:
    def draw(shares: Tensor) -> Tensor:
        """One draw from each row of `shares`, of shape (CORPORA, NAMES, m)."""
        level = lab.uniform(*shares.shape[:2])[..., None]
        return (shares.cumsum(-1) < level).sum(-1).clamp(max=shares.shape[-1] - 1)

    for m in lab.sweep("names", (2, 4, 8)):
        first = lab.integers(0, m, CORPORA, NAMES)
        second = second_word(lab, first, m)
        counts = torch.zeros(CORPORA, m * m, dtype=torch.float64, device=first.device)
        ones = torch.ones_like(first, dtype=torch.float64)
        joint = counts.scatter_add_(1, first * m + second, ones).view(CORPORA, m, m) / NAMES
        alone_1, alone_2, given_first = joint.sum(2), joint.sum(1), shares_of(joint)

        word_1 = draw(still_masked(first, given_first, alone_1))
        word_2 = draw(at_once(word_1, given_first, alone_2))
        # Draws from the shares of 4,000 names are as good as independent.
        real = (word_1 == word_2).flatten()
        lab.proportion("real names, both drawn at once", real, equals=1 / m, within=0.03)
        then = draw(again(word_1, given_first, alone_2))
        lab.count("wrong names, one drawn after the other", (word_1 != then).sum(), equals=0)
        product = alone_1[:, :, None] * alone_2[:, None, :]
        kl = (joint * (joint / product).clamp(min=1e-300).log()).sum((1, 2))
        lab.mean("KL of the joint from the product", kl, equals=math.log(m), within=0.02)


if __name__ == "__main__":
    masked_words_apart.main()
