"""How wrong a word looks depends on how likely the context makes it; its share by itself is 1.7 %.

Random words are drawn evenly from the vocabulary of V. So if the context gives a word the
probability p, it is shown by accident with 0.015 (1 - p)/V and rightly with 0.865 p + 0.015 p/V:
a word with p = 1/V is wrong 1.7 % of the time, one with p = 0.01/V more often than not, and one
that the context expects hardly ever. Devlin et al. 2019, §3.1 and §A.1; the collator is the
transformers library's.
"""

import torch
from _corruption import MASK, SPECIAL, corrupt
from torch import Tensor

from quizkit.evidence import Lab, check

V, TOKENS = 1_000, 1_100_000
RARE = slice(len(SPECIAL), len(SPECIAL) + 700)
"""The words whose probability is swept; all others share the rest."""
WITHIN = {0.01: 0.05, 0.1: 0.02, 1.0: 0.003}
"""The rarer the words, the fewer are seen."""


def selected_or_not(selected: Tensor) -> Tensor:
    return selected | ~selected


def where_loss_is(selected: Tensor) -> Tensor:
    return selected


@check(
    controls={
        "selected words alone": {"among": where_loss_is},
        "10 % of the remaining 20 % random": {"random": 0.02},
        "every word as likely as any": {"power": 0.0},
    }
)
def suspicious_words(
    lab: Lab, among=selected_or_not, random: float = 0.1, power: float = 1.0
) -> None:
    rare = RARE.stop - RARE.start
    for times in lab.sweep("probability in units of 1/V", tuple(WITHIN)):
        p = times / V
        is_rare = lab.uniform(TOKENS) < rare * times**power / V
        words = torch.where(
            is_rare,
            lab.integers(RARE.start, RARE.stop, TOKENS),
            lab.integers(RARE.stop, V, TOKENS),
        )
        shown, selected = corrupt(words, V, random=random)
        of_these = (shown >= RARE.start) & (shown < RARE.stop) & (shown != MASK) & among(selected)
        wrong = 0.015 * (1 - p) / V
        right = 0.865 * p + 0.015 * p / V
        bayes = wrong / (wrong + right)
        among_these = (shown != words)[of_these]
        lab.proportion("such words that are wrong", among_these, equals=bayes, within=WITHIN[times])


if __name__ == "__main__":
    suspicious_words.main()
