"""In nn.Transformer Dropout comes out ahead, 42 to 24, if only modules of type Linear are counted.

Its attention packs query, key and value into one parameter that is no module, and its output
projection is a subclass of Linear, 18 of them. Counted as linear maps they make 42, a tie. The
model is torch's default: six encoder and six decoder layers, as in Vaswani et al. 2017, §3.1.
"""

import torch
from torch import nn

from quizkit.evidence import Lab, check


def exactly(module: nn.Module, kind: type) -> bool:
    return type(module) is kind


def with_subclasses(module: nn.Module, kind: type) -> bool:
    return isinstance(module, kind)


@check(
    controls={
        "subclasses of Linear counted too": {"of_kind": with_subclasses},
        "the decoder forgotten": {"part": lambda model: model.encoder},
    }
)
def torch_transformer_counts(lab: Lab, of_kind=exactly, part=lambda model: model) -> None:
    with torch.device("meta"):
        modules = list(part(nn.Transformer(batch_first=True)).modules())
    lab.count("Linear", sum(of_kind(m, nn.Linear) for m in modules), equals=24)
    lab.count("Dropout", sum(of_kind(m, nn.Dropout) for m in modules), equals=42)


if __name__ == "__main__":
    torch_transformer_counts.main()
