"""Weights trained at one hidden size cannot be loaded into a model of another.

hidden_size is an axis of every weight matrix, gain and table, and of every bias but one a layer:
that of the FFN's inner layer, whose width is intermediate_size. `strict=False` forgives keys that
are missing or left over, never a shape.
"""

from typing import Any

from transformers import BertConfig, BertModel

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import SMALL_BERT, small_bert


def everything(weights, model):
    return weights


def only_what_fits(weights, model):
    own = model.state_dict()
    return {name: w for name, w in weights.items() if w.shape == own[name].shape}


@check(controls={"same width": {"width": 32}, "misfits dropped first": {"keep": only_what_fits}})
def width_is_in_every_weight(lab: Lab, width: int = 48, keep=everything) -> None:
    weights = small_bert(lab).state_dict()
    other: dict[str, Any] = SMALL_BERT | {"hidden_size": width}
    model = BertModel(BertConfig(**other))
    chosen = keep(weights, model)
    fits = sum(w.shape == weights[name].shape for name, w in model.state_dict().items())
    lab.count("tensors that fit", fits, equals=SMALL_BERT["num_hidden_layers"])
    lab.raises("loading", lambda: model.load_state_dict(chosen, strict=False), RuntimeError)


if __name__ == "__main__":
    width_is_in_every_weight.main()
