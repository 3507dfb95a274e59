"""The parameters of multi-head attention, 4(d² + d), do not depend on the number of heads.

W_Q, W_K and W_V map d to h·d_k, W_O maps back, each with a bias. With d_k = d/h all four are d × d
whatever h is. The count grows with h only where the width of a head is set by itself, as by d_kv in
T5 or head_dim in Llama.
Vaswani et al. 2017, §3.2.2; Raffel et al. 2020, §2.1 and §3.1.1, for widths that are not d/h.
"""

from collections.abc import Iterable

import torch
from torch import Tensor, nn
from transformers import LlamaConfig
from transformers.models.llama.modeling_llama import LlamaAttention

from quizkit.evidence import Lab, check

D = 768


def multi_head(heads: int) -> Iterable[Tensor]:
    return nn.MultiheadAttention(D, heads).parameters()


def of_fixed_head_width(heads: int) -> Iterable[Tensor]:
    config = LlamaConfig(
        hidden_size=D,
        num_attention_heads=heads,
        num_key_value_heads=heads,
        head_dim=64,
        attention_bias=True,
    )
    return LlamaAttention(config, layer_idx=0).parameters()


def without_output_projection(heads: int) -> Iterable[Tensor]:
    layer = nn.MultiheadAttention(D, heads)
    return (layer.in_proj_weight, layer.in_proj_bias)


@check(
    controls={
        "every head 64 wide": {"parameters": of_fixed_head_width},
        "output projection not counted": {"parameters": without_output_projection},
    }
)
def parameters_of_heads(lab: Lab, parameters=multi_head) -> None:
    for heads in lab.sweep("heads", (1, 6, 12, 24, 48)):
        with torch.device("meta"):  # shapes are enough
            n = sum(p.numel() for p in parameters(heads))
        lab.count("parameters", n, equals=4 * (D**2 + D))


if __name__ == "__main__":
    parameters_of_heads.main()
