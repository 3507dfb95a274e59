"""The smallest number of its own precision is a mask that stays finite and leaks nothing.

float16 ends at 65,504, so -1e9 becomes -∞ there; the smallest float32 becomes -∞ in float16 and in
bfloat16; and two such masks added (causal and padding) become -∞ everywhere. A hidden score of -∞
does no harm next to a visible key, but a row without any visible key turns from numbers into NaN.
Scores are normal with unit variance: in float16 one below -16 pushes the smallest number to -∞ when
it is added, and does not when the number is filled in.
"""

import torch

from quizkit.evidence import Lab, check


def own_minimum(dtype: torch.dtype) -> float:
    return torch.finfo(dtype).min


def float32_minimum(dtype: torch.dtype) -> float:
    return torch.finfo(torch.float32).min


def two_masks(dtype: torch.dtype) -> float:
    return 2 * torch.finfo(dtype).min


@check(
    controls={
        "-1e9 in every precision": {"constant": lambda dtype: -1e9},
        "float32's minimum in every precision": {"constant": float32_minimum},
        "two masks added": {"constant": two_masks},
        "-10 in every precision": {"constant": lambda dtype: -10.0},
        "scores thirty times as large": {"spread": 30.0},
    }
)
def finite_constants(lab: Lab, constant=own_minimum, spread: float = 1.0) -> None:
    for name in lab.sweep("precision", ("float32", "bfloat16", "float16")):
        dtype: torch.dtype = getattr(torch, name)
        mask = torch.tensor(constant(dtype), dtype=torch.float64, device=lab.device).to(dtype)
        scores = (spread * lab.normal(1000, 16)).to(dtype)
        hidden = scores + mask
        lab.finite("hidden scores", hidden)
        lab.finite("weights of a row with every key hidden", hidden.softmax(-1))
        row = torch.cat([scores[:, :10], hidden[:, 10:]], dim=-1)
        lab.zero("weight of hidden keys in a row with visible ones", row.softmax(-1)[:, 10:])


if __name__ == "__main__":
    finite_constants.main()
