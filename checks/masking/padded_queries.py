"""Hiding the rows of padded queries changes no real token's output, with or without hidden keys.

Row i of the score matrix feeds output i and nothing else, so a mask on the rows of padding acts on
the outputs of padding alone. The smallest finite number stands in for -∞ here: it keeps the padded
rows themselves free of NaN.
"""

import torch
from _attention import padding, scores
from torch import Tensor

from quizkit.evidence import Lab, check

LOWEST = torch.finfo(torch.float64).min


def rows(padded: Tensor) -> Tensor:
    return padded[:, None]


def columns(padded: Tensor) -> Tensor:
    return padded[None, :]


@check(
    controls={
        "mask broadcast over the keys": {"queries": columns},
        "softmax over the queries": {"axis": -2},
    }
)
def padded_queries(lab: Lab, queries=rows, axis: int = -1) -> None:
    batch, real, extra, d = 64, 5, 7, 16
    padded = padding(real, extra, lab.device)
    q, k, v = lab.normal(3, batch, real + extra, d)

    def real_outputs(hidden: Tensor) -> Tensor:
        return (scores(q, k).masked_fill(hidden, LOWEST).softmax(axis) @ v)[:, :real]

    nothing, keys = torch.zeros_like(padded), columns(padded)
    lab.zero(
        "queries hidden, against no mask", real_outputs(queries(padded)) - real_outputs(nothing)
    )
    lab.zero(
        "queries and keys hidden, against keys alone",
        real_outputs(queries(padded) | keys) - real_outputs(keys),
    )


if __name__ == "__main__":
    padded_queries.main()
