"""Replacing later tokens finds a causal mask that shows too much, not one that hides too much.

If a later key is visible, new tokens there change earlier outputs. A mask that hides the diagonal
as well keeps the test happy: PyTorch's scaled_dot_product_attention returns zeros for the first
row, and no output depends on the future. What finds it is the other half of the promise: position
i gives weight to every one of its i keys. With the identity for values the outputs are the weights.
"""

import torch
from _attention import causal
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention

from quizkit.evidence import Lab, check

SEQUENCES, N, D, CUT = 64, 8, 16, 5
AHEAD = {"right": 0, "next token visible": 1, "diagonal hidden too": -1}
NOTICED = {"right": 0, "next token visible": SEQUENCES, "diagonal hidden too": 0}
UNSEEN = {"right": 0, "next token visible": 0, "diagonal hidden too": N}


def up_to_itself(weights: Tensor) -> Tensor:
    return weights[:, *torch.tril_indices(N, N)]


def before_itself(weights: Tensor) -> Tensor:
    return weights[:, *torch.tril_indices(N, N, -1)]


def right_mask_only(name: str) -> str:
    return "right"


@check(
    controls={
        "tokens replaced after the last position": {"cut": N},
        "own key left out of the second test": {"promised": before_itself},
        "the right mask in every case": {"built": right_mask_only},
    }
)
def replacing_later_tokens(
    lab: Lab, cut: int = CUT, promised=up_to_itself, built=lambda name: name
) -> None:
    for name in lab.sweep("mask", tuple(AHEAD)):
        visible = ~causal(N, lab.device, ahead=AHEAD[built(name)])
        x, other = lab.normal(2, SEQUENCES, N, D)

        def outputs(x: Tensor, values: Tensor, visible: Tensor = visible) -> Tensor:
            return scaled_dot_product_attention(x, x, values, attn_mask=visible)

        later = torch.cat([x[:, :cut], other[:, cut:]], dim=1)
        changed = (outputs(x, x) != outputs(later, later))[:, :cut].any((1, 2)).sum()
        lab.count("sequences whose earlier outputs change", changed, equals=NOTICED[name])
        eye = torch.eye(N, dtype=x.dtype, device=lab.device).expand(SEQUENCES, N, N)
        unseen = (promised(outputs(x, eye)) == 0).all(0).sum()
        lab.count("promised keys that get no weight", unseen, equals=UNSEEN[name])


if __name__ == "__main__":
    replacing_later_tokens.main()
