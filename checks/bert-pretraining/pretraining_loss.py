"""BERT's loss is the mean cross-entropy of the selected tokens plus that of the sentence label.

L = -1/|M| Σ_{i∈M} log p(x_i | x̃) - log p(y | x̃): averaged over the selected positions M of the
batch, none else, and added with equal weights. A token that is not selected has no share: the
gradient of its logits is exactly zero, so BERT is not asked to rebuild its whole input as a
classical denoising autoencoder is. Devlin et al. 2019, §A.2; the loss is that of transformers'
BertForPreTraining, held against a sum over the log-probabilities.
"""

import torch
from torch import Tensor
from transformers import BertForPreTraining

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import small_bert, words

TEXTS, N = 4, 16


def mean_of_selected(costs: Tensor, selected: Tensor) -> Tensor:
    return costs[selected].mean()


def sum_of_selected(costs: Tensor, selected: Tensor) -> Tensor:
    return costs[selected].sum()


def mean_of_all(costs: Tensor, selected: Tensor) -> Tensor:
    return costs.mean()


def mean_of_means(costs: Tensor, selected: Tensor) -> Tensor:
    per_text = zip(costs, selected, strict=True)
    return torch.stack([c[s].mean() for c, s in per_text]).mean()


def the_selected(selected: Tensor) -> Tensor:
    return selected


def every_token(selected: Tensor) -> Tensor:
    return selected | ~selected


@check(
    controls={
        "summed over the selected": {"reduce": sum_of_selected},
        "averaged over all positions": {"reduce": mean_of_all},
        "averaged text by text": {"reduce": mean_of_means},
        "NSP weighted by 0.15": {"nsp_weight": 0.15},
        "every token carries loss": {"with_loss": every_token},
    }
)
def pretraining_loss(
    lab: Lab, reduce=mean_of_selected, nsp_weight: float = 1.0, with_loss=the_selected
) -> None:
    bert = small_bert(lab, BertForPreTraining)
    ids, originals = words(lab, TEXTS, N), words(lab, TEXTS, N)
    # Texts with 1, 2, 3 and 4 selected tokens: a mean of means is another number.
    place, text = torch.arange(N, device=lab.device), torch.arange(TEXTS, device=lab.device)
    selected = (place % 4 == 0) & (place <= 4 * text[:, None])
    is_random = lab.integers(0, 2, TEXTS)
    labels = originals.masked_fill(~with_loss(selected), -100)
    out = bert(ids, labels=labels, next_sentence_label=is_random)

    log_p = out.prediction_logits.log_softmax(-1)
    mlm = reduce(-log_p.gather(-1, originals[..., None]).squeeze(-1), selected)
    nsp = -out.seq_relationship_logits.log_softmax(-1)[range(TEXTS), is_random].mean()
    lab.same("loss against its two terms", out.loss, mlm + nsp_weight * nsp)

    (gradient,) = torch.autograd.grad(out.loss, out.prediction_logits)
    lab.zero("gradient of the logits of tokens not selected", gradient[~selected])


if __name__ == "__main__":
    pretraining_loss.main()
