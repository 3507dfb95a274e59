"""Half the units of a BiLSTM layer never see the words to the right; each unit of BERT sees both.

A BiLSTM joins a forward pass, which at i has read the words up to i, with a backward one. Its
halves are each blind to one side, exactly, until another layer mixes them. In a BERT layer each
unit is one function of both sides. Devlin et al. 2019, §1, with Figure 3.
"""

from typing import Any

import torch
from torch import Tensor, nn
from torch.autograd.functional import jacobian

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import SMALL_BERT, additive_mask, small_bert

LENGTH, PLACE, WIDTH = 7, 3, SMALL_BERT["hidden_size"]


def everything(place: Tensor) -> Tensor:
    return torch.ones(LENGTH, LENGTH, dtype=torch.bool, device=place.device)


def the_past(place: Tensor) -> Tensor:
    return place <= place[:, None]


@check(
    controls={
        "a second layer of the BiLSTM": {"layers": 2},
        "halves exchanged": {"first_half": "backward"},
        "causal mask in BERT": {"visible": the_past},
    }
)
def sides_of_a_unit(
    lab: Lab, layers: int = 1, first_half: str = "forward", visible=everything
) -> None:
    x = lab.normal(1, LENGTH, WIDTH)
    lstm = lab.inject(nn.LSTM(WIDTH, 8, layers, batch_first=True, bidirectional=True))
    bert = small_bert(lab, num_hidden_layers=1)
    mask = additive_mask(visible(torch.arange(LENGTH, device=lab.device)))

    # (unit at PLACE, word, channel)
    of_lstm: Any = jacobian(lambda x: lstm(x)[0][0, PLACE], x)
    of_bert: Any = jacobian(
        lambda x: bert(inputs_embeds=x, attention_mask=mask).last_hidden_state[0, PLACE], x
    )
    of_lstm, of_bert = of_lstm[:, 0], of_bert[:, 0]
    forward, backward = of_lstm.chunk(2)
    if first_half == "backward":
        forward, backward = backward, forward
    lab.zero("later words in the forward half", forward[:, PLACE + 1 :])
    lab.zero("earlier words in the backward half", backward[:, :PLACE])
    sides = of_bert[:, :PLACE].norm(dim=(1, 2)), of_bert[:, PLACE + 1 :].norm(dim=(1, 2))
    # Influences come out between .01 and 1; rounding alone would leave some 1e-16.
    both = (torch.stack(sides) > 1e-9).all(0).sum()
    lab.count("units of BERT that see both sides", both, equals=WIDTH)


if __name__ == "__main__":
    sides_of_a_unit.main()
