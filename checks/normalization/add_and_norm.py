"""Post-LN computes LN(x + F(x)), pre-LN x + F(LN(x)); the layers of BERT are post-LN.

Each encoder layer holds two such blocks: F is attention first, then the feed-forward net. The
formulas are written out around the layers' own sublayers and compared with PyTorch's encoder layer
in both settings and with BERT's. Vaswani et al. 2017, §3.1; Xiong et al. 2020, figure 1.
All parameters are random, gains and biases included, or a LayerNorm too many would not show.
"""

from collections.abc import Callable

from torch import Tensor, nn
from transformers import BertConfig, BertModel
from transformers.models.bert.modeling_bert import BertLayer

from quizkit.evidence import Lab, check

Sublayer = Callable[[Tensor], Tensor]


def post_ln(x: Tensor, f: Sublayer, norm: nn.Module) -> Tensor:
    return norm(x + f(x))


def pre_ln(x: Tensor, f: Sublayer, norm: nn.Module) -> Tensor:
    return x + f(norm(x))


def norm_on_the_branch(x: Tensor, f: Sublayer, norm: nn.Module) -> Tensor:
    return x + norm(f(x))


def without_residual(x: Tensor, f: Sublayer, norm: nn.Module) -> Tensor:
    return norm(f(x))


@check(
    controls={
        "norm on the branch, before the addition": {"after": norm_on_the_branch},
        "no residual": {"after": without_residual},
        "post-LN taken for pre-LN": {"before": post_ln},
    }
)
def add_and_norm(lab: Lab, after=post_ln, before=pre_ln) -> None:
    d = 16
    x = lab.normal(4, 6, d)
    for order, norm_first in ((after, False), (before, True)):
        layer = nn.TransformerEncoderLayer(d, 2, 32, norm_first=norm_first, batch_first=True)
        layer = lab.inject(layer)
        y = order(x, lambda u, a=layer.self_attn: a(u, u, u)[0], layer.norm1)
        y = order(y, lambda u, m=layer: m.linear2(m.linear1(u).relu()), layer.norm2)
        lab.same(f"PyTorch, norm_first={norm_first}", layer(x), y)

    config = BertConfig(
        vocab_size=50,
        hidden_size=d,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
    )
    bert = lab.inject(BertModel(config))
    layer = next(module for module in bert.modules() if isinstance(module, BertLayer))
    attention, output = layer.attention, layer.output
    y = after(x, lambda u: attention.output.dense(attention.self(u)[0]), attention.output.LayerNorm)
    y = after(y, lambda u: output.dense(layer.intermediate(u)), output.LayerNorm)
    lab.same("BERT", layer(x), y)


if __name__ == "__main__":
    add_and_norm.main()
