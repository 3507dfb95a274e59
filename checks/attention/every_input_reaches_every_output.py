"""In one BERT layer every output position depends on every input position.

Without a causal mask the softmax gives every key a positive weight, so ∂h_i/∂x_j is non-zero for
all pairs after a single layer: nothing has to travel from neighbour to neighbour. Which pairs are
connected is decided by the mask and not by the training objective.
"""

import torch
from torch import Tensor

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import SMALL_BERT, additive_mask, small_bert

LENGTH = 8


def everything(i: Tensor, j: Tensor) -> Tensor:
    return (i - j).abs() < LENGTH


def the_past(i: Tensor, j: Tensor) -> Tensor:
    return j <= i


def the_neighbours(i: Tensor, j: Tensor) -> Tensor:
    return (i - j).abs() <= 1


@check(
    controls={
        "causal mask": {"visible": the_past},
        "neighbours only": {"visible": the_neighbours},
    }
)
def every_input_reaches_every_output(lab: Lab, visible=everything) -> None:
    bert = small_bert(lab, num_hidden_layers=1)
    place = torch.arange(LENGTH, device=lab.device)
    mask = additive_mask(visible(place[:, None], place[None, :]))
    inputs = lab.normal(1, LENGTH, SMALL_BERT["hidden_size"])

    def outputs(x: Tensor) -> Tensor:
        # Summed with random signs, so that opposite entries cannot cancel.
        return (bert(inputs_embeds=x, attention_mask=mask).last_hidden_state * signs).sum((0, 2))

    signs = lab.normal(SMALL_BERT["hidden_size"])
    gradient = torch.autograd.functional.jacobian(outputs, inputs)
    influence = gradient.squeeze(1).norm(dim=-1)  # (output position, input position)
    lab.show("|∂h_i/∂x_j| (row: output)", influence)
    # Connected pairs come out near 1; rounding alone would leave some 1e-16.
    silent = (influence < 1e-9).sum()
    lab.count("pairs without influence", silent, equals=0)


if __name__ == "__main__":
    every_input_reaches_every_output.main()
