"""With the keys and values of the past kept, a decoder fed one token a step repeats the full pass.

Under a causal mask the keys and values of a position never change once it has been read, so that
step t needs the new token alone. To write n tokens the decoder then computes n positions, where
feeding it the whole prefix at each step computes 1 + 2 + … + n = n(n + 1)/2. Either way n passes
follow one another; one teacher-forced pass reads the same n positions at once.
transformers' BART, an encoder-decoder of two layers, with random weights.
"""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor
from transformers import BartConfig, BartForConditionalGeneration

from quizkit.evidence import Lab, check

SMALL_BART: dict[str, Any] = {
    "vocab_size": 50,
    "d_model": 32,
    "encoder_layers": 2,
    "decoder_layers": 2,
    "encoder_attention_heads": 4,
    "decoder_attention_heads": 4,
    "encoder_ffn_dim": 64,
    "decoder_ffn_dim": 64,
    "max_position_embeddings": 128,
    "attn_implementation": "eager",
}
Feed = tuple[int, bool]
"""Where the fed part of the prefix begins, and whether the past comes with it."""


def new_token(t: int) -> Feed:
    return t, True


def whole_prefix(t: int) -> Feed:
    return 0, False


def new_token_alone(t: int) -> Feed:
    return t, False


def prefix_on_top(t: int) -> Feed:
    return 0, True


@check(
    controls={
        "no cache: the whole prefix at each step": {"feed": whole_prefix},
        "cache not passed on": {"feed": new_token_alone},
        "whole prefix fed on top of the cache": {"feed": prefix_on_top},
    }
)
def key_value_cache(lab: Lab, feed: Callable[[int], Feed] = new_token) -> None:
    bart = lab.inject(BartForConditionalGeneration(BartConfig(**SMALL_BART)))
    bart = bart.requires_grad_(False)
    read: list[int] = []
    _ = bart.model.decoder.layers[0].register_forward_hook(
        lambda layer, inputs, output: read.append(inputs[0].shape[1])
    )
    for n in lab.sweep("tokens", (3, 7, 12)):
        source, target = lab.integers(5, 50, 4, 6), lab.integers(5, 50, 4, n)
        memory = bart.model.encoder(source)

        def run(tokens: Tensor, past: Any = None, memory: Any = memory) -> Any:
            return bart(
                encoder_outputs=memory,
                decoder_input_ids=tokens,
                past_key_values=past,
                use_cache=True,
            )

        whole = run(target).logits
        read.clear()
        past, steps = None, list[Tensor]()
        for t in range(n):
            start, keep = feed(t)
            step = run(target[:, start : t + 1], past if keep else None)
            past = step.past_key_values
            steps.append(step.logits[:, -1])
        lab.same("logits of the steps, and of one pass", torch.stack(steps, 1), whole)
        lab.count("positions that the decoder computes", sum(read), equals=n)


if __name__ == "__main__":
    key_value_cache.main()
