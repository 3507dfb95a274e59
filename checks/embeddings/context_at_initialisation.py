"""Before training, context moves the output of a BERT layer little, in proportion to the width.

At the initial standard deviation of 0.02 the scores are near zero, so a head averages its values
evenly. W_V and W_O each multiply the spread by 0.02·√d, so what attention brings in grows like d:
it is a matter of size, not of meaning, and small models show next to none of it. That contexts lead
to different predictions is learned. The initialisation is that of Devlin's code,
`initializer_range` 0.02, at every width.
"""

from typing import Any

import torch
from transformers import BertConfig, BertModel

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import FIRST_WORD, MASK, SMALL_BERT, words

MODELS, PAIRS, LENGTH = 18, 24, 8


def of_bert(width: int) -> float:
    return 0.02


def by_width(width: int) -> float:
    return width**-0.5


@check(
    controls={
        "initialised by 1/√width": {"sd": by_width},
        "another word at the place itself": {"place": 3},
    }
)
def context_at_initialisation(lab: Lab, sd=of_bert, place: int = 2) -> None:
    widths, moved = (24, 64, 192), []
    for width in lab.sweep("width", widths):
        ids = words(lab, MODELS, PAIRS, LENGTH)
        # Another word everywhere: each is moved on by less than the number of words.
        number = SMALL_BERT["vocab_size"] - FIRST_WORD
        shift = lab.integers(1, number, MODELS, PAIRS, LENGTH)
        other = (ids - FIRST_WORD + shift) % number + FIRST_WORD
        ids[..., 2] = other[..., 2] = MASK
        sizes: dict[str, Any] = SMALL_BERT | {
            "hidden_size": width,
            "intermediate_size": 4 * width,
            "num_hidden_layers": 1,
        }
        change = []
        for first, second in zip(ids, other, strict=True):
            config = BertConfig(**sizes, initializer_range=sd(width))
            bert: Any = BertModel(config, add_pooling_layer=False).eval()
            bert = bert.to(lab.device)
            with torch.no_grad():
                a, b = (bert(x).last_hidden_state[:, place] for x in (first, second))
            change.append((a - b).norm(dim=-1) / a.norm(dim=-1))
        moved.append(torch.stack(change))
        lab.mean("relative change of the output", moved[-1], at_most=0.03)
    lab.growth("change, power of the width", widths, moved, equals=1.0, within=0.4)


if __name__ == "__main__":
    context_at_initialisation.main()
