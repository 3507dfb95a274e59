"""Drawn token by token, the number of targets varies: at length 10 one text in five has none.

transformers' collator draws each token with probability 0.15, so n tokens have Binomial(n, 0.15)
targets: none with probability 0.85ⁿ, and 0.15 n, rounded, only in some of the texts. Devlin et
al.'s code selects min(max_predictions_per_seq, max(1, round(0.15 n))) in every text. It does so
once for each of the ten copies that it writes; RoBERTa draws anew whenever it sees a text (Liu et
al. 2019, §4.1).
"""

import math

from _corruption import SPECIAL, corrupt
from torch import Tensor

from quizkit.evidence import Lab, check

TEXTS, V = 20_000, 1_000


def token_by_token(lab: Lab, words: Tensor) -> Tensor:
    return corrupt(words, V)[1]


def shown_as_mask(lab: Lab, words: Tensor) -> Tensor:
    shown, _ = corrupt(words, V)
    return shown == SPECIAL.index("[MASK]")


def fixed_number(lab: Lab, words: Tensor) -> Tensor:
    rank = lab.uniform(*words.shape).argsort(-1).argsort(-1)
    return rank < max(1, round(0.15 * words.shape[-1]))


@check(
    controls={
        "a fixed number, as in the original code": {"select": fixed_number},
        "counting [MASK] only": {"select": shown_as_mask},
    }
)
def selected_count(lab: Lab, select=token_by_token) -> None:
    for n in lab.sweep("tokens", (10, 20, 40)):
        targets = select(lab, lab.integers(len(SPECIAL), V, TEXTS, n)).sum(-1)
        k = round(0.15 * n)
        exactly = math.comb(n, k) * 0.15**k * 0.85 ** (n - k)
        lab.proportion("texts without a target", targets == 0, equals=0.85**n, within=0.04)
        lab.proportion("texts with 0.15 n targets", targets == k, equals=exactly, within=0.05)


if __name__ == "__main__":
    selected_count.main()
