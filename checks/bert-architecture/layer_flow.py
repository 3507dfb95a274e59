"""After attention a BERT layer computes LN(x + dense(a)), and then LN(h + dense(GELU(dense(h)))).

The second residual starts from h, the output of the first LayerNorm, and not from the layer's input
x. GELU stands between the two maps of the FFN only, in its exact form. Devlin et al. 2019, §3;
Vaswani et al. 2017, §3.1 (LayerNorm after the sum).
"""

from typing import Any

import torch
import torch.nn.functional as F

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import SMALL_BERT, small_bert


def from_attention_output(x, h):
    return h


def from_layer_input(x, h):
    return x


def tanh_gelu(x):
    return F.gelu(x, approximate="tanh")


@check(
    controls={
        "no activation": {"activation": lambda x: x},
        "GELU by its tanh formula": {"activation": tanh_gelu},
        "second residual from the layer's input": {"second": from_layer_input},
        "heads merged without the dense map": {"dense": lambda layer, a: a},
    }
)
def layer_flow(
    lab: Lab,
    activation=F.gelu,
    second=from_attention_output,
    dense=lambda layer, a: layer.attention.output.dense(a),
) -> None:
    layer: Any = small_bert(lab).encoder.layer[0]
    x = lab.normal(4, 8, SMALL_BERT["hidden_size"])
    with torch.no_grad():
        attended = layer.attention.self(x)[0]
        h = layer.attention.output.LayerNorm(x + dense(layer, attended))
        wide = activation(layer.intermediate.dense(h))
        out = layer.output.LayerNorm(second(x, h) + layer.output.dense(wide))
        lab.same("output of the layer", out, layer(x))


if __name__ == "__main__":
    layer_flow.main()
