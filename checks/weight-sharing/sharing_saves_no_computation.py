"""One set of weights for twelve layers leaves a twelfth of the numbers and all of the operations.

A shared layer is run as often as twelve separate ones: each run works on other activations. So
cross-layer sharing, as in ALBERT, makes the model smaller and its passes no cheaper. Operations of
the matrix products of BERT-base's encoder, counted on shapes alone. Lan et al. 2020, §3.1.
"""

import copy

import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode
from transformers import BertConfig, BertModel

from quizkit.evidence import Lab, check


def one_for_all(encoder) -> None:
    for i in range(len(encoder.layer)):
        encoder.layer[i] = encoder.layer[0]


def run_once(encoder) -> None:
    encoder.layer = encoder.layer[:1]


def copied(encoder) -> None:
    for i in range(len(encoder.layer)):
        encoder.layer[i] = copy.deepcopy(encoder.layer[0])


def operations(module: nn.Module, x: torch.Tensor) -> int:
    with torch.no_grad(), FlopCounterMode(display=False) as counter:
        _ = module(x)
    return counter.get_total_flops()


@check(
    controls={
        "the shared layer run once": {"share": run_once},
        "weights copied, not shared": {"share": copied},
    }
)
def sharing_saves_no_computation(lab: Lab, share=one_for_all) -> None:
    with torch.device("meta"):  # shapes without numbers
        encoder = BertModel(BertConfig()).encoder.eval()
        x = torch.empty(1, 16, 768)
    layer = encoder.layer[0]
    numbers, before = sum(p.numel() for p in layer.parameters()), operations(encoder, x)
    of_one_layer = operations(layer, x)
    share(encoder)
    lab.count("numbers left", sum(p.numel() for p in encoder.parameters()), equals=numbers)
    lab.count("operations of a pass", operations(encoder, x), equals=before)
    passes, rest = divmod(operations(encoder, x), of_one_layer)
    lab.count("operations of a pass, in layers", passes if rest == 0 else -1, equals=12)


if __name__ == "__main__":
    sharing_saves_no_computation.main()
