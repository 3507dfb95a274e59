"""A meaningless input does not show in the size of BERT's outputs: LayerNorm gives all one length.

The last step of every layer centres and rescales each vector. With gain 1 and bias 0, as BERT
starts, the result has length √d for a sentence, for random vectors and for random vectors a
thousand times as long. So no size gives warning of an input unlike any in training.
Ba et al. 2016, §3.
"""

from typing import Any

import torch
from torch import Tensor, nn

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import small_bert, words

SENTENCES, LENGTH, WIDTH = 32, 8, 32


def as_initialised(norm: nn.LayerNorm) -> nn.Module:
    return nn.LayerNorm(WIDTH, eps=norm.eps, dtype=torch.float64)


def with_other_gains(norm: nn.LayerNorm) -> nn.Module:
    return norm


def left_out(norm: nn.LayerNorm) -> nn.Module:
    return nn.Identity()


@check(
    controls={
        "no LayerNorm at the end": {"last": left_out},
        "gains and biases of unit scale": {"last": with_other_gains},
    }
)
def size_hides_noise(lab: Lab, last=as_initialised) -> None:
    bert = small_bert(lab, hidden_size=WIDTH)
    end: Any = bert.encoder.layer[-1].output
    end.LayerNorm = last(end.LayerNorm).to(lab.device)
    sentence = bert.embeddings.word_embeddings(words(lab, SENTENCES, LENGTH))
    noise = lab.normal(SENTENCES, LENGTH, WIDTH)
    inputs: dict[str, Tensor] = {
        "a sentence": sentence,
        "noise": noise,
        "noise times 1,000": 1_000 * noise,
    }
    for name in lab.sweep("input", tuple(inputs)):
        with torch.no_grad():
            size = bert(inputs_embeds=inputs[name]).last_hidden_state.norm(dim=-1)
        lab.same("length of the outputs", size, torch.full_like(size, WIDTH**0.5))


if __name__ == "__main__":
    size_hides_noise.main()
