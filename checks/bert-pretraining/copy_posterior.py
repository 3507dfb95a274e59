"""Where BERT's loss meets a visible word, a context without a say makes it right half the time.

If the context gives the shown word the probability p, Bayes holds kept words against random ones
of a vocabulary of V: the original is the shown word with probability
p(0.1 + 0.1/V) ÷ (0.1 p + 0.1/V). A context that leaves m words open, each with p = 1/m, sees this
rise from (1 + 1/V)/2 at m = V to 1 at m = 1. Without random words the shown word is always right,
and blind copying is the best answer; without kept words it is right by accident only, 1/V. A model
that minimises the loss outputs these shares. Devlin et al. 2019, §3.1; in the order of their
Table 8: MASK, SAME, RND.
"""

import torch
from _corruption import MASK, SPECIAL, corrupt
from torch import Tensor

from quizkit.evidence import Lab, check
from quizkit.evidence.lab import Goal

WORDS, TOKENS = 1000, 800_000
VOCABULARY = len(SPECIAL) + WORDS
RANDOM = {"80/10/10": 0.1, "80/20/0": 0.0, "80/0/20": 0.2}
RIGHT: dict[str, Goal] = {
    "80/10/10": {"equals": (1 + 1 / VOCABULARY) / 2, "within": 0.04},
    "80/20/0": {"equals": 1.0, "within": 0.005},
    "80/0/20": {"equals": 1 / VOCABULARY, "within": 0.005},
}


def where_loss_is(selected: Tensor) -> Tensor:
    return selected


def everywhere(selected: Tensor) -> Tensor:
    return torch.ones_like(selected)


@check(
    controls={
        "all visible words, selected or not": {"among": everywhere},
        "SAME and RND read in the other order": {"random_share": lambda rnd: 0.2 - rnd},
        "10 % of the remaining 20 % random": {"random_share": lambda rnd: rnd / 5},
    }
)
def copy_posterior(lab: Lab, among=where_loss_is, random_share=float) -> None:
    def shown_word_is_right(open_words: int, rnd: float) -> Tensor:
        words = lab.integers(len(SPECIAL), len(SPECIAL) + open_words, TOKENS)
        shown, selected = corrupt(words, VOCABULARY, random=random_share(rnd))
        plausible = (shown >= len(SPECIAL)) & (shown < len(SPECIAL) + open_words)
        return (shown == words)[among(selected) & plausible & (shown != MASK)]

    for m in lab.sweep("words the context leaves open", (10, 100, 1000)):
        p, v = 1 / m, VOCABULARY
        bayes = p * (0.1 + 0.1 / v) / (0.1 * p + 0.1 / v)
        right = shown_word_is_right(m, RANDOM["80/10/10"])
        lab.proportion("shown word is right where loss is", right, equals=bayes, within=0.05)
    for recipe in lab.sweep("MASK/SAME/RND", tuple(RANDOM)):
        right = shown_word_is_right(WORDS, RANDOM[recipe])
        lab.proportion("right by recipe, silent context", right, **RIGHT[recipe])


if __name__ == "__main__":
    copy_posterior.main()
