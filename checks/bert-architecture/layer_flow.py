"""After attention a BERT layer computes LN(x + dense(a)), and then LN(h + dense(GELU(dense(h)))).

The second residual starts from h, the output of the first LayerNorm, and not from the layer's input
x. GELU stands between the two maps of the FFN only, in transformers' BERT in its exact form;
Devlin et al.'s own code has the formula with tanh. Devlin et al. 2019, §3; Vaswani et al. 2017,
§3.1 (LayerNorm after the sum).
"""

from typing import Any

import torch
import torch.nn.functional as F

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import SMALL_BERT, small_bert


def after_the_sum(norm, residual, x, sublayer):
    return norm(residual + sublayer(x))


def before_the_sublayer(norm, residual, x, sublayer):
    return residual + sublayer(norm(x))


def from_attention_output(x, h):
    return h


def from_layer_input(x, h):
    return x


def tanh_gelu(x):
    return F.gelu(x, approximate="tanh")


def unchanged(x):
    return x


@check(
    controls={
        "no activation": {"activation": unchanged},
        "GELU by its tanh formula": {"activation": tanh_gelu},
        "GELU behind both maps of the FFN": {"behind": F.gelu},
        "second residual from the layer's input": {"second": from_layer_input},
        "heads merged without the dense map": {"dense": lambda layer, a: a},
        "LayerNorm before the sublayers": {"order": before_the_sublayer},
    }
)
def layer_flow(
    lab: Lab,
    activation=F.gelu,
    behind=unchanged,
    second=from_attention_output,
    dense=lambda layer, a: layer.attention.output.dense(a),
    order=after_the_sum,
) -> None:
    layer: Any = small_bert(lab).encoder.layer[0]
    x = lab.normal(4, 8, SMALL_BERT["hidden_size"])

    def attention(x):
        return dense(layer, layer.attention.self(x)[0])

    def ffn(h):
        return behind(layer.output.dense(activation(layer.intermediate.dense(h))))

    with torch.no_grad():
        h = order(layer.attention.output.LayerNorm, x, x, attention)
        out = order(layer.output.LayerNorm, second(x, h), h, ffn)
        lab.same("output of the layer", out, layer(x))


if __name__ == "__main__":
    layer_flow.main()
