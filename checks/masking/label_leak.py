"""A language model that sees one token ahead copies its labels: loss near 0, and useless output.

Each letter of an alphabet of 8 is followed by the next one four times in five, else by any of the
8. No predictor of such text has a loss below its entropy, 0.80 nats, nor is right more often than
0.825 of the time. Who sees a token ahead sees the label: on fresh text the loss falls to nearly 0,
which no honest model can reach, and in generation, where nothing follows the last token, the next
letter is nearly always missed. Hiding the own token as well leaves a guess from two steps back:
1.24 nats, right 0.8² + 0.36/8 = 0.685 of the time. One attention layer over distances, 24
trainings; as usual the last position has no label.
"""

from _language_model import LENGTH, ROWS, STEPS, LanguageModel, next_letter, text
from torch import Tensor

from quizkit.evidence import Lab, check
from quizkit.evidence.lab import Goal

# Margins of the losses stay under half the distance between the two entropies.
LOSS: dict[int, Goal] = {
    -1: {"equals": 1.236, "within": 0.2},
    0: {"equals": 0.804, "within": 0.15},
    1: {"at_most": 0.1},
    LENGTH: {"at_most": 0.1},
}
RIGHT: dict[int, Goal] = {
    -1: {"equals": 0.685, "within": 0.06},
    0: {"equals": 0.825, "within": 0.05},
    1: {"at_most": 0.125},
    LENGTH: {"at_most": 0.125},
}


def own_letter(x: Tensor) -> Tensor:
    return x[..., 1:-1]


@check(
    controls={
        "future hidden all along": {"limit": 0},
        "labels not shifted": {"label": own_letter},
        "letters in no order": {"follows": 0.0},
    }
)
def label_leak(lab: Lab, limit: int = LENGTH, label=next_letter, follows: float = 0.8) -> None:
    for ahead in lab.sweep("positions seen ahead", (-1, 0, 1, LENGTH)):
        seen = min(ahead, limit)
        model = LanguageModel(lab.device)
        model.train(text(lab, STEPS * ROWS, follows), label, seen)
        fresh = text(lab, 1_000, follows)
        lab.mean(
            "loss on fresh text, in nats", model.loss(fresh, label(fresh), seen), **LOSS[ahead]
        )
        # In generation nothing stands after the last position, so nothing is seen there.
        generated = model.logits(fresh, min(seen, 0)).argmax(-1)
        right = (generated == next_letter(fresh)).double().mean((1, 2))
        lab.mean("next letter right where text is written", right, **RIGHT[ahead])


if __name__ == "__main__":
    label_leak.main()
