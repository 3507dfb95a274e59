"""Given [SEP] and positions, one attention head recovers which sentence a token belongs to.

The head attends evenly to the places up to its own and reads "is a [SEP]" as its value: the result
is positive exactly behind the first separator. So a segment embedding supplies, before the first
layer, what one layer can work out. Liu et al. 2019, §4.2 keeps [SEP] and drops the NSP task.
"""

import torch
from torch import Tensor

from quizkit.evidence import Lab, check

SENTENCES, LENGTH, SEP, WORDS = 2_000, 16, 1, 40


def earlier_places(place: Tensor) -> Tensor:
    """Scores from positions alone: high for places before one's own, low behind."""
    return torch.where(place[None, :] < place[:, None], 0.0, -1e3)


def no_positions(place: Tensor) -> Tensor:
    return torch.zeros(len(place), len(place))


def keep(ids: Tensor, boundary: Tensor) -> Tensor:
    return ids


def separator_replaced(ids: Tensor, boundary: Tensor) -> Tensor:
    return ids.scatter(1, boundary, ids[:, :1])


@check(
    controls={
        "[SEP] replaced by a word": {"prepare": separator_replaced},
        "no positions": {"scores": no_positions},
    }
)
def segment_from_separator(lab: Lab, scores=earlier_places, prepare=keep) -> None:
    ids = lab.integers(2, WORDS, SENTENCES, LENGTH)
    boundary = lab.integers(4, LENGTH - 4, SENTENCES, 1)
    ids = prepare(ids.scatter(1, boundary, SEP), boundary)
    place = torch.arange(LENGTH, device=lab.device)
    segment = place > boundary  # [SEP] itself belongs to the first sentence

    weights = scores(place).to(lab.device).softmax(-1)
    is_separator = (ids == SEP).float()
    recovered = is_separator @ weights.T > 1e-6
    # The first place has none before it, so its softmax is even over all; it is left out.
    wrong = (recovered != segment)[:, 1:].any(1)
    lab.proportion("sentences with a token in the wrong segment", wrong, at_most=0.01)


if __name__ == "__main__":
    segment_from_separator.main()
