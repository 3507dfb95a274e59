"""Project, split, score, mask, softmax, mix, merge, W_O: that is nn.MultiheadAttention, exactly.

The two places where shapes agree and numbers do not are the split, (n, d) to (n, h, d_k) and then
transposed, and the merge, transposed back before it is flattened. A view straight to (h, n, d_k)
cuts tokens into pieces.
Vaswani et al. 2017, §3.2.2.
"""

import torch
from torch import Tensor, nn

from quizkit.evidence import Lab, check

BATCH, REAL, PADDED, D = 3, 6, 3, 32


def heads_split(x: Tensor, heads: int) -> Tensor:
    """(B, n, d) to (B, h, n, d_k)."""
    return x.unflatten(-1, (heads, -1)).transpose(1, 2)


def viewed(x: Tensor, heads: int) -> Tensor:
    return x.reshape(len(x), heads, -1, D // heads)


def heads_merged(x: Tensor) -> Tensor:
    """(B, h, n, d_k) to (B, n, d)."""
    return x.transpose(1, 2).flatten(2)


def flattened(x: Tensor) -> Tensor:
    return x.reshape(len(x), -1, D)


def hidden(scores: Tensor, padding: Tensor) -> Tensor:
    return scores.masked_fill(padding, -torch.inf)


def no_mask(scores: Tensor, padding: Tensor) -> Tensor:
    return scores


def no_output_projection(layer: nn.MultiheadAttention, merged: Tensor) -> Tensor:
    return merged


@check(
    controls={
        "viewed as heads without a transpose": {"split": viewed},
        "merged without transposing back": {"merge": flattened},
        "mask forgotten": {"mask": no_mask},
        "no W_O": {"project": no_output_projection},
    }
)
def handwritten_attention(
    lab: Lab,
    split=heads_split,
    merge=heads_merged,
    mask=hidden,
    project=lambda layer, merged: layer.out_proj(merged),
) -> None:
    padding = torch.arange(REAL + PADDED, device=lab.device) >= REAL
    for heads in lab.sweep("heads", (2, 4, 8)):
        layer = lab.inject(nn.MultiheadAttention(D, heads, batch_first=True))
        layer.requires_grad_(False)
        x = lab.normal(BATCH, REAL + PADDED, D)
        parts = (x @ layer.in_proj_weight.T + layer.in_proj_bias).chunk(3, dim=-1)
        q, k, v = (split(part, heads) for part in parts)
        weights = mask(q @ k.mT / (D // heads) ** 0.5, padding).softmax(-1)
        output = project(layer, merge(weights @ v))
        expected, _ = layer(x, x, x, key_padding_mask=padding.expand(BATCH, -1))
        lab.same("by hand and nn.MultiheadAttention", output, expected)
        lab.zero("weight on padding", weights * padding)


if __name__ == "__main__":
    handwritten_attention.main()
