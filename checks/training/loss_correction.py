"""Knowing how labels are flipped, one can correct the loss so that its optimum is the clean truth.

Let T[i, j] be the probability that class i is labelled j. Forward correction takes the
cross-entropy of pᵀT, which is least at the clean posterior if T is invertible. Backward correction
weighs the losses of all labels by T⁻¹, whose mean over the flips is the clean loss. Both need T the
right way round, which symmetric noise does not tell. Here class 0 is taken for class 1 more
often than not. Patrini et al. 2017, §4; Natarajan et al. 2013, §3.
"""

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy, one_hot

from quizkit.evidence import Lab, check

CLASSES = 4


def forward(z: Tensor, noise: Tensor) -> Tensor:
    """The loss of each label (inputs, labels)."""
    return -(z.softmax(-1) @ noise).log()


def on_logits(z: Tensor, noise: Tensor) -> Tensor:
    return -(z @ noise).log_softmax(-1)


def uncorrected(z: Tensor, noise: Tensor) -> Tensor:
    return -z.log_softmax(-1)


def smoothed(z: Tensor, noise: Tensor) -> Tensor:
    labels = one_hot(torch.arange(CLASSES, device=z.device)).double().expand(len(z), -1, -1)
    return cross_entropy(
        z[:, None].expand(-1, CLASSES, -1).mT, labels.mT, label_smoothing=0.4, reduction="none"
    )


@check(
    controls={
        "uncorrected": {"corrected": uncorrected},
        "label smoothing": {"corrected": smoothed},
        "T transposed": {"turn": lambda noise: noise.mT},
        "T applied to the logits": {"corrected": on_logits},
    }
)
def loss_correction(lab: Lab, corrected=forward, turn=lambda noise: noise) -> None:
    eye = torch.eye(CLASSES, dtype=torch.float64, device=lab.device)
    for flipped in lab.sweep("class 0 labelled 1", (0.2, 0.6, 0.9)):
        noise = eye.clone()
        noise[0, :2] = torch.tensor([1 - flipped, flipped], dtype=torch.float64)
        noise = 0.9 * noise + 0.1 / CLASSES
        z = lab.normal(64, CLASSES).requires_grad_()
        clean = z.detach().softmax(-1)
        labels = clean @ noise
        loss = (labels * corrected(z, turn(noise))).sum()
        (gradient,) = torch.autograd.grad(loss, z)
        flat = torch.zeros_like(gradient)
        lab.same("gradient at the clean posterior", gradient, flat, scale=1.0)
        other = lab.normal(64, CLASSES)
        plain = -other.log_softmax(-1)
        backward = plain @ torch.linalg.inv(turn(noise)).mT
        lab.same(
            "mean of the backward-corrected loss, and the clean loss",
            (labels * backward).sum(-1),
            (clean * plain).sum(-1),
        )


if __name__ == "__main__":
    loss_correction.main()
