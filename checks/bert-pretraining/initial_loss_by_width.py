"""At the start the loss on masked words lies d·0.02²/2 above ln V: 0.15 nats at BERT's width.

The last LayerNorm hands the decoder d entries of variance 1, and the entries of the tied table have
standard deviation 0.02. So the logits are normal with variance d·0.02², and the logarithm of their
summed exponentials exceeds ln V by half of that. Measured is the mean cost over all V words, as
labels that know nothing have it, on BERT's own embeddings and head. The blocks between them are
left out: whatever they compute, the head normalises. From Devlin et al.'s code: 0.02.
"""

import math
from typing import Any

import torch
from torch import nn
from transformers import BertConfig, BertForMaskedLM

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import SMALL_BERT

MODELS, N, V = 16, 8, 300


def as_built(bert: Any) -> None:
    pass


def without_layer_norm(bert: Any) -> None:
    bert.cls.predictions.transform.LayerNorm = nn.Identity()


def with_torch_default(bert: Any) -> None:
    bert.cls.predictions.decoder.reset_parameters()


@check(
    controls={
        "initialised twice as wide": {"sd": 0.04},
        "no LayerNorm in the head": {"prepare": without_layer_norm},
        "decoder initialised as torch's Linear": {"prepare": with_torch_default},
    }
)
def initial_loss_by_width(lab: Lab, sd: float = 0.02, prepare=as_built) -> None:
    for d in lab.sweep("width", (16, 192, 768)):
        excess = []
        for _ in range(MODELS):
            sizes: dict[str, Any] = {"hidden_size": d, "vocab_size": V, "num_hidden_layers": 0}
            sizes |= {"max_position_embeddings": N, "initializer_range": sd}
            bert: Any = BertForMaskedLM(BertConfig(**SMALL_BERT | sizes))
            bert = bert.to(lab.device).eval()
            with torch.no_grad():
                prepare(bert)
                logits = bert(lab.integers(0, V, 1, N)).logits[0]
            costs = logits.logsumexp(-1) - logits.mean(-1)
            excess.append(costs - math.log(V))
        expected = d * 0.02**2 / 2
        lab.mean("cost above ln V", torch.stack(excess), equals=expected, within=expected / 4)


if __name__ == "__main__":
    initial_loss_by_width.main()
