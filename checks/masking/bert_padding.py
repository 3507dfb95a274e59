"""With attention_mask, padding on the right leaves BERT's vector of every real token as it was.

The mask hides the padded keys in every layer, so nothing of the padding reaches a real token: not
its length, and not one bit of what stands there. Position embeddings count from the left end, so
padding on the right moves no real token; padding on the left does, and no mask undoes that.
Devlin et al. 2019, §3; the model is the transformers library's, with random parameters.
"""

import torch
from _bert import WORDS, tiny_bert
from torch import Tensor

from quizkit.evidence import Lab, check


def on_the_right(bert, words: Tensor, filler: Tensor) -> Tensor:
    mask = torch.cat([torch.ones_like(words), torch.zeros_like(filler)], dim=1)
    states = bert(torch.cat([words, filler], dim=1), attention_mask=mask).last_hidden_state
    return states[:, : words.shape[1]]


def on_the_left(bert, words: Tensor, filler: Tensor) -> Tensor:
    mask = torch.cat([torch.zeros_like(filler), torch.ones_like(words)], dim=1)
    states = bert(torch.cat([filler, words], dim=1), attention_mask=mask).last_hidden_state
    return states[:, filler.shape[1] :]


def without_mask(bert, words: Tensor, filler: Tensor) -> Tensor:
    return bert(torch.cat([words, filler], dim=1)).last_hidden_state[:, : words.shape[1]]


def mask_inverted(bert, words: Tensor, filler: Tensor) -> Tensor:
    mask = torch.cat([torch.zeros_like(words), torch.ones_like(filler)], dim=1)
    states = bert(torch.cat([words, filler], dim=1), attention_mask=mask).last_hidden_state
    return states[:, : words.shape[1]]


@check(
    controls={
        "attention_mask left out": {"run": without_mask},
        "1 for padding, 0 for words": {"run": mask_inverted},
        "padded on the left": {"run": on_the_left},
    }
)
def bert_padding(lab: Lab, run=on_the_right) -> None:
    bert = tiny_bert(lab)
    words = lab.integers(1, WORDS, 16, 6)
    alone = bert(words).last_hidden_state
    for extra in lab.sweep("padding", (1, 5, 20)):
        filler, other = lab.integers(0, WORDS, 2, 16, extra)
        states = run(bert, words, filler)
        lab.same("real tokens against no padding", states, alone)
        lab.zero("change when the padding is replaced", states - run(bert, words, other))


if __name__ == "__main__":
    bert_padding.main()
