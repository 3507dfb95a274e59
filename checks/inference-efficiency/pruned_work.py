"""Zeros in a dense layer save no multiplication; leaving out rows or whole layers does.

A matrix product multiplies by zeros like by other numbers, so that 90 % unstructured zeros leave
its work and its bytes as they are; only a sparse format with a kernel for it could skip them.
Removing three of four output rows leaves a quarter; half the blocks cost half. Counted by torch's
FlopCounterMode on the kernels that really run. Half the layers: Sanh et al. 2019.
"""

from typing import Any

import torch
from torch import Tensor, nn
from torch.utils.flop_counter import FlopCounterMode
from transformers import BertConfig
from transformers.models.bert.modeling_bert import BertEncoder

from quizkit.evidence import Lab, check

WIDTH, TOKENS = 64, 12
EAGER: dict[str, Any] = {"attn_implementation": "eager"}


def zeros(weight: Tensor, lab: Lab) -> Tensor:
    return weight * (lab.uniform(*weight.shape) > 0.9)


def rows_left_out(weight: Tensor, lab: Lab) -> Tensor:
    return weight[: len(weight) // 10]


def work(module: nn.Module, x: Tensor) -> int:
    with FlopCounterMode(display=False) as counter, torch.no_grad():
        module(x)
    return counter.get_total_flops()


def first_quarter(weight: Tensor) -> Tensor:
    return weight[: len(weight) // 4]


def set_to_zero(weight: Tensor) -> Tensor:
    kept = torch.zeros_like(weight)
    kept[: len(weight) // 4] = weight[: len(weight) // 4]
    return kept


@check(
    controls={
        "rows left out where zeros are set": {"unstructured": rows_left_out},
        "rows set to zero where they are left out": {"structured": set_to_zero},
        "a student of the teacher's depth": {"student": 12},
    }
)
def pruned_work(lab: Lab, unstructured=zeros, structured=first_quarter, student: int = 6) -> None:
    x = lab.normal(1, TOKENS, WIDTH)
    dense = lab.normal(4 * WIDTH, WIDTH)

    def layer(weight: Tensor) -> nn.Module:
        linear = nn.Linear(WIDTH, len(weight), bias=False)
        linear.weight = nn.Parameter(weight)
        return linear

    whole = 2 * TOKENS * dense.numel()  # a multiplication and an addition for each weight and token
    lab.count("work with 90 % zeros", work(layer(unstructured(dense, lab)), x), equals=whole)
    quarter = work(layer(structured(dense)), x)
    lab.count("work with three of four rows left out", 4 * quarter, equals=whole)

    def blocks(depth: int) -> int:
        config = BertConfig(
            hidden_size=WIDTH,
            num_attention_heads=4,
            intermediate_size=4 * WIDTH,
            num_hidden_layers=depth,
            **EAGER,
        )
        return work(lab.inject(BertEncoder(config)), x)

    lab.count("work of the student, doubled", 2 * blocks(student), equals=blocks(12))


if __name__ == "__main__":
    pruned_work.main()
