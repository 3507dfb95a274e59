"""BatchNorm refuses to train on one value per channel: the value minus its own mean says nothing.

It takes one sample of a flat layer. An image of several pixels has several values per channel even
in a batch of one, and in evaluation mode the running statistics take the place of the batch's.
"""

from torch import nn

from quizkit.evidence import Lab, check

CHANNELS = 4


@check(
    controls={
        "two samples": {"shape": (2, CHANNELS)},
        "one image of 3 × 3 pixels": {"shape": (1, CHANNELS, 3, 3)},
        "evaluation mode": {"training": False},
    }
)
def one_value_per_channel(lab: Lab, shape=(1, CHANNELS), training: bool = True) -> None:
    kind = nn.BatchNorm1d if len(shape) == 2 else nn.BatchNorm2d
    norm = lab.inject(kind(CHANNELS)).train(training)
    x = lab.normal(*shape)
    lab.raises("normalising", lambda: norm(x), ValueError)


if __name__ == "__main__":
    one_value_per_channel.main()
