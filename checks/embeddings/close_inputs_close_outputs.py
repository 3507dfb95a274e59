"""A small change of one input row changes BERT's output in proportion: exponent 1 in its size.

The network is smooth, so for small ε the output moves by ε times a directional derivative. Two
synonyms therefore give close outputs if their rows are close; whether they are is a fact about
training that smoothness does not supply.
"""

import torch
from torch import Tensor

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import small_bert

SENTENCES, LENGTH, PLACE, WIDTH = 4_000, 3, 1, 16


def neighbour(step: Tensor) -> Tensor:
    return step


def unrelated_word(step: Tensor) -> Tensor:
    return step / step.norm(dim=-1).max()


@check(
    controls={
        "an unrelated word, not a neighbour": {"moved_by": unrelated_word},
        "dropout left on": {"training": True},
    }
)
def close_inputs_close_outputs(lab: Lab, moved_by=neighbour, training: bool = False) -> None:
    bert = small_bert(lab, num_hidden_layers=1, hidden_size=WIDTH, intermediate_size=32)
    _ = bert.train(training)
    x, direction = lab.normal(2, SENTENCES, LENGTH, WIDTH)
    at_place = torch.zeros(LENGTH, 1, dtype=x.dtype, device=x.device)
    at_place[PLACE] = 1.0

    def output(inputs: Tensor) -> Tensor:
        return bert(inputs_embeds=inputs).last_hidden_state[:, PLACE]

    sizes, moved = (0.001, 0.01, 0.1), []
    with torch.no_grad():
        for size in lab.sweep("size of the step", sizes):
            step = moved_by(size * direction * at_place)
            moved.append((output(x + step) - output(x)).norm(dim=-1))
            lab.record("mean change of the output", float(moved[-1].mean()))
    lab.growth("exponent of the change", sizes, moved, equals=1.0, within=0.1)


if __name__ == "__main__":
    close_inputs_close_outputs.main()
