"""BERT selects 15 % of the tokens: 12 % become [MASK], 1.5 % a random word, 1.5 % stay.

The 80/10/10 split is a split of the selected tokens, and all of them carry loss. Of the words that
the model is shown, 88 % of the tokens, 0.015/0.88 = 1.7 % are wrong and 0.030/0.88 = 3.4 % carry
loss; none would, if every selected token became [MASK]. The random word is drawn from the whole
vocabulary, the original included, which is then no corruption: one time in V. Devlin et al. 2019,
§3.1 and appendix A.1; the collator is the transformers library's.
"""

from _corruption import MASK, SPECIAL, corrupt
from torch import Tensor

from quizkit.evidence import Lab, check


def every_selected(selected: Tensor, shown: Tensor) -> Tensor:
    return selected


def only_masks(selected: Tensor, shown: Tensor) -> Tensor:
    return selected & (shown == MASK)


def every_token(selected: Tensor, shown: Tensor) -> Tensor:
    return selected | ~selected


@check(
    controls={
        "15 % become [MASK]": {"rate": 0.15 / 0.8},
        "every selected token becomes [MASK]": {"split": (1.0, 0.0)},
        "10 % of the remaining 20 % random": {"split": (0.8, 0.02)},
        "loss at [MASK] only": {"with_loss": only_masks},
        "loss at every token": {"with_loss": every_token},
    }
)
def corruption_rates(lab: Lab, rate: float = 0.15, split=(0.8, 0.1), with_loss=every_selected):
    vocabulary = 1000
    words = lab.integers(len(SPECIAL), vocabulary, 1_000_000)
    mask, random = split
    shown, selected = corrupt(words, vocabulary, rate=rate, mask=mask, random=random)
    loss, masked, wrong = with_loss(selected, shown), shown == MASK, (shown != words)
    other = wrong & ~masked
    a_word = ~masked
    lab.proportion("tokens that carry loss", loss, equals=0.15, within=0.006)
    lab.proportion("tokens shown as [MASK]", masked, equals=0.12, within=0.006)
    lab.proportion("tokens shown as another word", other, equals=0.015, within=0.003)
    lab.proportion("unchanged tokens that carry loss", loss & ~wrong, equals=0.015, within=0.003)
    lab.proportion("words shown that are wrong", wrong[a_word], equals=0.0170, within=0.003)
    lab.proportion("words shown that carry loss", loss[a_word], equals=0.0341, within=0.004)
    shown, selected = corrupt(words[:100_000], vocabulary, rate=rate, mask=1.0, random=0.0)
    visible = with_loss(selected, shown) & (shown != MASK)
    lab.count("words shown that carry loss, all [MASK]", visible.sum(), equals=0)


if __name__ == "__main__":
    corruption_rates.main()
