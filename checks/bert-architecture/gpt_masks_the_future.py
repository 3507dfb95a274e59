"""GPT-2 masks: no output depends on a later input, and no weight lies above the diagonal.

GPT has no [MASK] token, but a causal mask in every layer: the scores of later keys are -∞, their
weights and all gradients to them exactly 0. BERT has the token and no such mask.
Radford et al. 2018, §3.1; Devlin et al. 2019, §3.
"""

from typing import Any

import torch
from torch import Tensor
from transformers import BertModel, GPT2Config, GPT2Model

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import small_bert

LENGTH, WIDTH = 7, 32


EAGER: dict[str, Any] = {"attn_implementation": "eager"}
"""The implementation that returns attention weights."""


def gpt2(lab: Lab):
    shape: dict[str, Any] = {"n_positions": 32, "n_embd": WIDTH, "n_layer": 2, "n_head": 4}
    words: dict[str, Any] = {"vocab_size": 50, "bos_token_id": 1, "eos_token_id": 2}
    config = GPT2Config(**shape, **words, **EAGER)
    return lab.inject(GPT2Model(config))


def bert(lab: Lab) -> BertModel:
    return small_bert(lab)


@check(
    controls={
        "BERT": {"model": bert},
        "the present counted as future": {"ahead": 0},
    }
)
def gpt_masks_the_future(lab: Lab, model=gpt2, ahead: int = 1) -> None:
    subject = model(lab)
    x, signs = lab.normal(1, LENGTH, WIDTH), lab.normal(WIDTH)

    def outputs(inputs: Tensor) -> Tensor:
        return (subject(inputs_embeds=inputs).last_hidden_state * signs).sum((0, 2))

    influence = torch.autograd.functional.jacobian(outputs, x).squeeze(1).norm(dim=-1)
    lab.show("influence of input j (column) on output i (row)", influence)
    lab.zero("influence of later inputs", influence.triu(ahead))
    with torch.no_grad():
        weights = torch.stack(subject(inputs_embeds=x, output_attentions=True).attentions)
    lab.zero("attention to later positions", weights.triu(ahead))


if __name__ == "__main__":
    gpt_masks_the_future.main()
