"""Cross-attention brings in the source, not the length: without it the output is as long.

Every attention returns one output per query. The queries of a decoder come from the target, in its
self-attention as in its cross-attention, so its output has the target's length anyway. What goes
with the cross-attention is the dependence on the source, to the last bit.
Vaswani et al. 2017, §3.2.3. The layer is PyTorch's own, with random parameters.
"""

import torch
from torch import Tensor, nn

from quizkit.evidence import Lab, check

SENTENCES, D = 4, 16


class Nothing(nn.Module):
    """Stands where an attention stood, and adds zeros to the residual stream."""

    def forward(self, query: Tensor, *_: object, **__: object) -> tuple[Tensor, None]:
        return torch.zeros_like(query), None


def removed(layer: nn.TransformerDecoderLayer) -> None:
    layer.set_submodule("multihead_attn", Nothing())


def kept(layer: nn.TransformerDecoderLayer) -> None:
    pass


def in_place(target: Tensor, source: Tensor) -> tuple[Tensor, Tensor]:
    return target, source


def exchanged(target: Tensor, source: Tensor) -> tuple[Tensor, Tensor]:
    return source, target


@check(
    controls={
        "cross-attention kept": {"cross_attention": kept},
        "queries from the source": {"order": exchanged},
        "the same source twice": {"another": lambda source, draw: source},
    }
)
def cross_attention_brings_content(
    lab: Lab, cross_attention=removed, order=in_place, another=lambda source, draw: draw
) -> None:
    for length in lab.sweep("target length", (1, 5, 12)):
        layer = lab.inject(nn.TransformerDecoderLayer(D, 2, 4 * D, batch_first=True))
        target, source = lab.normal(SENTENCES, length, D), lab.normal(SENTENCES, 9, D)
        other = another(source, lab.normal(SENTENCES, 9, D))
        with torch.no_grad():
            with_source, with_other = (layer(*order(target, s)) for s in (source, other))
            cross_attention(layer)
            cut, cut_other = (layer(*order(target, s)) for s in (source, other))
        lab.shape("output without cross-attention", cut, (SENTENCES, length, D))
        lab.zero("effect of the source without cross-attention", cut - cut_other)
        lab.apart("outputs for two sources", with_source, with_other, at_least=0.01)


if __name__ == "__main__":
    cross_attention_brings_content.main()
