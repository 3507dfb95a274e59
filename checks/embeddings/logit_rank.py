"""Over all contexts, logits from a linear output layer have rank d + 1 at most, in any vocabulary.

Logits H Eᵀ + 1bᵀ pass through d dimensions and add one column of biases: rank d + 1. Subtracting
each row's log-sum-exp adds one more. The transform of BERT's head ends in a LayerNorm, whose
outputs lie in a hyperplane; that costs a dimension, so its logits have rank d, bias included. What
is not linear after the product breaks the limit; a mixture of softmaxes is the known way out.
Yang et al. 2018, §2.
"""

import torch
from torch import Tensor, nn
from transformers import BertConfig
from transformers.models.bert.modeling_bert import BertLMPredictionHead

from quizkit.evidence import Lab, check

WORDS, CONTEXTS = 200, 120


def linear(hidden: Tensor, decoder: nn.Linear) -> Tensor:
    return decoder(hidden)


def without_bias(hidden: Tensor, decoder: nn.Linear) -> Tensor:
    return hidden @ decoder.weight.T


def soft_capped(hidden: Tensor, decoder: nn.Linear) -> Tensor:
    return 30 * torch.tanh(decoder(hidden) / 30)


def mixture_of_softmaxes(hidden: Tensor, decoder: nn.Linear) -> Tensor:
    components = torch.stack([decoder(hidden), decoder(torch.tanh(hidden))])
    return components.softmax(-1).mean(0).log()


@check(
    controls={
        "bias forgotten": {"output": without_bias},
        "logits capped by tanh": {"output": soft_capped},
        "mixture of two softmaxes": {"output": mixture_of_softmaxes},
    }
)
def logit_rank(lab: Lab, output=linear) -> None:
    rank = torch.linalg.matrix_rank
    for d in lab.sweep("d", (4, 8, 16, 32)):
        head = lab.inject(BertLMPredictionHead(BertConfig(vocab_size=WORDS, hidden_size=d)))
        hidden = lab.normal(CONTEXTS, d)
        logits = output(hidden, head.decoder)
        lab.count("rank of the logits", rank(logits), equals=d + 1)
        lab.count("rank of the log-probabilities", rank(logits.log_softmax(-1)), equals=d + 2)
        after_norm = output(head.transform(hidden), head.decoder)
        lab.count("rank of the logits of BERT's head", rank(after_norm), equals=d)


if __name__ == "__main__":
    logit_rank.main()
