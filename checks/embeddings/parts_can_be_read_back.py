"""Token, position and segment can each be read back from their sum, if their rows are independent.

Two independent random directions in d dimensions have a cosine of about ±1/√d. The sum of three
such rows of equal length therefore has a cosine near 1/√3 with each of the three and near 0 with
every other row: the parts lie in almost orthogonal directions and do not get in one another's way.
This is measured on random tables, as BERT has them at initialisation; rows that share a direction,
differ much in length or lie in a few dimensions only lose it.
"""

import torch
from torch import Tensor
from torch.nn.functional import normalize, one_hot, pad

from quizkit.evidence import Lab, check

WORLDS, INPUTS = 20, 64
SIZES = (256, 128, 2)
"""Rows of the token, position and segment tables."""


def independent(tables: list[Tensor]) -> list[Tensor]:
    return tables


def one_for_tokens_and_positions(tables: list[Tensor]) -> list[Tensor]:
    token, _, segment = tables
    return [token, token[:, : SIZES[1]], segment]


def long_position_rows(tables: list[Tensor]) -> list[Tensor]:
    token, position, segment = tables
    return [token, 10 * position, segment]


def common_direction(tables: list[Tensor]) -> list[Tensor]:
    return [table + tables[0][:, :1] for table in tables]


def in_eight_dimensions(tables: list[Tensor]) -> list[Tensor]:
    return [pad(table[..., :8], (0, table.shape[-1] - 8)) for table in tables]


def cosines(x: Tensor, table: Tensor, ids: Tensor) -> tuple[Tensor, Tensor]:
    """Cosine of each input with its own row and with every other: (..., 1) and (..., rows - 1)."""
    cosine = normalize(x, dim=-1) @ normalize(table, dim=-1).mT
    own = one_hot(ids, table.shape[-2]).bool()
    return cosine[own].view(*ids.shape, 1), cosine[~own].view(*ids.shape, -1)


@check(
    controls={
        "one table for tokens and positions": {"prepare": one_for_tokens_and_positions},
        "position rows ten times longer": {"prepare": long_position_rows},
        "all rows share a direction": {"prepare": common_direction},
        "rows in eight dimensions only": {"prepare": in_eight_dimensions},
    }
)
def parts_can_be_read_back(lab: Lab, prepare=independent) -> None:
    widths, wrong_rows = (256, 384, 768), []
    for d in lab.sweep("d", widths):
        tables = prepare([lab.normal(WORLDS, n, d, dtype=torch.float32) for n in SIZES])
        ids = [lab.integers(0, n, WORLDS, INPUTS) for n in SIZES]
        rows = [t.take_along_dim(i[..., None], 1) for t, i in zip(tables, ids, strict=True)]
        x = torch.stack(rows).sum(0)
        read = [cosines(x, t, i) for t, i in zip(tables, ids, strict=True)]
        own = torch.cat([right for right, _ in read], dim=-1)
        lead = torch.cat([right - wrong.amax(-1, keepdim=True) for right, wrong in read], dim=-1)
        lab.mean("cosine with the right row", own, equals=3**-0.5, within=0.03)
        lab.mean("lead of the right row, worst of 64 inputs", lead.amin((1, 2)), at_least=0.0)
        wrong_rows.append(read[0][1].square().mean((1, 2)).sqrt())
    lab.growth("cosine with a wrong row, power of d", widths, wrong_rows, equals=-0.5, within=0.1)


if __name__ == "__main__":
    parts_can_be_read_back.main()
