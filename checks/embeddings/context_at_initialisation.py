"""Before training BERT hardly mixes: changing every other word moves a [MASK] output by under 2 %.

At the initial standard deviation of 0.02 the scores are near zero and each block adds little to the
residual stream, so the output is close to the normalised input. That contexts lead to different
predictions is learned. The initialisation is that of Devlin's code, `initializer_range` 0.02.
"""

from typing import Any

import torch
from transformers import BertConfig, BertModel

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import FIRST_WORD, MASK, SMALL_BERT, words

MODELS, PAIRS = 24, 32


@check(
    controls={
        "initialised five times wider": {"sd": 0.1},
        "another word at the place itself": {"place": 3},
    }
)
def context_at_initialisation(lab: Lab, sd: float = 0.02, place: int = 2) -> None:
    moved = []
    for _ in range(MODELS):
        bert: Any = BertModel(BertConfig(**SMALL_BERT, initializer_range=sd)).eval()
        bert = bert.to(lab.device)
        ids = words(lab, PAIRS, 8)
        # Another word everywhere: each is moved on by less than the number of words.
        number = SMALL_BERT["vocab_size"] - FIRST_WORD
        other = (ids - FIRST_WORD + lab.integers(1, number, PAIRS, 8)) % number + FIRST_WORD
        ids[:, 2] = other[:, 2] = MASK
        with torch.no_grad():
            a, b = (bert(sentences).last_hidden_state[:, place] for sentences in (ids, other))
        moved.append((a - b).norm(dim=-1) / a.norm(dim=-1))
    lab.mean("relative change of the output", torch.stack(moved), at_most=0.02)


if __name__ == "__main__":
    context_at_initialisation.main()
