"""Smoothing wrong labels makes the fitted model less certain still, and never changes its argmax.

Where labels have the distribution q, cross-entropy is least at q, and with smoothing ε over K
classes at (1 - ε)q + ε/K. Clean classes flipped to any other with probability η are fitted with
confidence 1 - η, smoothed with (1 - ε)(1 - η) + ε/K. A map that keeps the order of the classes
keeps the argmax, so that it keeps every decision that flips beyond 50 % have turned over. Found by
gradient descent on PyTorch's loss, with q as its target (the population, not a sample).
Szegedy et al. 2016, §7; Lukasik et al. 2020, §3.
"""

import torch
from _population import optimum
from torch import Tensor
from torch.nn.functional import cross_entropy, log_softmax

from quizkit.evidence import Lab, check

CLASSES, INPUTS = 4, 2000
SMOOTHING = 0.4


def smoothed(z: Tensor, q: Tensor, noise: Tensor) -> Tensor:
    return cross_entropy(z, q, label_smoothing=SMOOTHING, reduction="sum")


def plain(z: Tensor, q: Tensor, noise: Tensor) -> Tensor:
    return cross_entropy(z, q, reduction="sum")


def over_wrong_classes(z: Tensor, q: Tensor, noise: Tensor) -> Tensor:
    """ε shared among the K - 1 other classes, which another convention means by it."""
    return cross_entropy(
        z, (1 - SMOOTHING) * q + SMOOTHING / (CLASSES - 1) * (1 - q), reduction="sum"
    )


def towards_one_class(z: Tensor, q: Tensor, noise: Tensor) -> Tensor:
    prior = torch.eye(CLASSES, dtype=q.dtype, device=q.device)[0]
    return cross_entropy(z, (1 - SMOOTHING) * q + SMOOTHING * prior, reduction="sum")


def forward_corrected(z: Tensor, q: Tensor, noise: Tensor) -> Tensor:
    return -(q * (z.softmax(-1) @ noise).log()).sum()


@check(
    controls={
        "no smoothing": {"loss": plain},
        "ε over the wrong classes only": {"loss": over_wrong_classes},
        "smoothed towards one class": {"loss": towards_one_class},
        "the loss that undoes the noise": {"loss": forward_corrected},
    }
)
def smoothing_under_noise(lab: Lab, loss=smoothed) -> None:
    eye = torch.eye(CLASSES, dtype=torch.float64, device=lab.device)
    for flipped in lab.sweep("share of wrong labels", (0.1, 0.3, 0.5)):
        noise = (1 - flipped) * eye + flipped / (CLASSES - 1) * (1 - eye)
        fitted = optimum(lambda z, q=noise: loss(z, q, q), torch.zeros_like(noise)).softmax(-1)
        expected = (1 - SMOOTHING) * (1 - flipped) + SMOOTHING / CLASSES
        confidence = fitted.diagonal()
        lab.same("confidence in the right class", confidence, torch.full_like(confidence, expected))
        lab.record("confidence", confidence.mean())
    # Classes 0 to 2 are each taken for the next one in 60 of 100 cases.
    noise = 0.4 * eye + 0.6 * eye.roll(1, dims=1)
    noise[-1] = eye[-1]
    q = log_softmax(lab.normal(INPUTS, CLASSES), -1).exp() @ noise
    fitted = optimum(lambda z: loss(z, q, noise), torch.zeros_like(q))
    changed = fitted.argmax(-1) != q.argmax(-1)
    lab.proportion("decision differs from that of the noisy labels", changed, at_most=0.01)


if __name__ == "__main__":
    smoothing_under_noise.main()
