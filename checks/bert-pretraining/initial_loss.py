"""An untrained BERT begins near ln V + ln 2, which is 11.02 for the vocabulary of 30,522.

With initial weights of standard deviation 0.02 all logits are near zero, so each selected token
costs about ln V nats (10.326) and the sentence label ln 2 (0.693). Far more means that the logits
are too large or the labels wrong; less, that the answer can be seen. `initializer_range` 0.02 as in
Devlin et al.'s code.
"""

import math
from typing import Any, cast

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy
from transformers import BertConfig, BertForPreTraining

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import SMALL_BERT

MODELS, TEXTS, N = 16, 6, 16


def both_tasks(total: Tensor, sentence_label: Tensor) -> Tensor:
    return total


def mlm_alone(total: Tensor, sentence_label: Tensor) -> Tensor:
    return total - sentence_label


@check(
    controls={
        "weights of unit variance": {"sd": 1.0},
        "sentence label left out": {"loss": mlm_alone},
        "words of half of the vocabulary": {"share": 0.5},
    }
)
def initial_loss(lab: Lab, sd: float = 0.02, loss=both_tasks, share: float = 1.0) -> None:
    for v in lab.sweep("vocabulary", (1_000, 30_522)):
        losses = []
        for _ in range(MODELS):
            sizes: dict[str, Any] = {"vocab_size": int(v * share), "hidden_size": 16}
            config = BertConfig(**SMALL_BERT | sizes, initializer_range=sd)
            bert = cast(nn.Module, BertForPreTraining(config)).to(lab.device).eval()
            ids, labels = lab.integers(0, int(v * share), 2, TEXTS, N)
            is_random = lab.integers(0, 2, TEXTS)
            with torch.no_grad():
                out = bert(ids, labels=labels, next_sentence_label=is_random)
                losses.append(loss(out.loss, cross_entropy(out.seq_relationship_logits, is_random)))
        expected = math.log(v) + math.log(2)
        lab.mean("loss of an untrained BERT", torch.stack(losses), equals=expected, within=0.1)


if __name__ == "__main__":
    initial_loss.main()
