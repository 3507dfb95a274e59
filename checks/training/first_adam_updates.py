"""Adam's first update is the rate times the gradient's sign; BERT's Adam makes it 3.16 times that.

After one gradient g both moments are corrected to g and g², so that every parameter moves by the
whole rate, be its gradient 1e-4 or 1e4 (ε neglected). BERT's optimiser leaves the correction out.
While g stays the same, its update is (1 - β₁ᵗ)/√(1 - β₂ᵗ) of the rate: 0.1/√0.001 = 3.162 at t = 1,
6.528 at t = 10, back to 1.258 at t = 1000. No noise is needed for it. PyTorch's Adam against the
moments written out. Kingma and Ba 2015, §2 and §3; google-research/bert, optimization.py.
"""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.optim import SGD, Adam, Optimizer, RMSprop

from quizkit.evidence import Lab, check

BETA1, BETA2 = 0.9, 0.999
RATE, EPS = 1e-4, 1e-30


def adam(p: Tensor) -> Optimizer:
    return Adam([p], lr=RATE, betas=(BETA1, BETA2), eps=EPS)


def sgd(p: Tensor) -> Optimizer:
    return SGD([p], lr=RATE)


def rmsprop(p: Tensor) -> Optimizer:
    return RMSprop([p], lr=RATE, eps=EPS)


def as_in_bert(moment: Tensor, beta: float, t: int) -> Tensor:
    return moment


def corrected(moment: Tensor, beta: float, t: int) -> Tensor:
    return moment / (1 - beta**t)


def bert_adam(g: Tensor, steps: int, correct: Callable[..., Tensor], beta2: float) -> Tensor:
    """The last of `steps` updates under the constant gradient `g`, in units of the rate."""
    m, v, update = torch.zeros_like(g), torch.zeros_like(g), torch.zeros_like(g)
    for t in range(1, steps + 1):
        m = BETA1 * m + (1 - BETA1) * g
        v = beta2 * v + (1 - beta2) * g * g
        update = correct(m, BETA1, t) / (correct(v, beta2, t).sqrt() + EPS)
    return update


@check(
    controls={
        "SGD": {"optimizer": sgd},
        "RMSprop": {"optimizer": rmsprop},
        "moments corrected": {"correct": corrected},
        "β₂ = 0.98, as in the original Transformer": {"beta2": 0.98},
    }
)
def first_adam_updates(lab: Lab, optimizer=adam, correct=as_in_bert, beta2: float = BETA2) -> None:
    for size in lab.sweep("gradient size", (1e-4, 1.0, 1e4)):
        p = torch.zeros(32, dtype=torch.float64, device=lab.device, requires_grad=True)
        p.grad = size * lab.normal(32)
        g = p.grad.clone()
        _ = optimizer(p).step()
        lab.same("first update in units of the rate", p / RATE, -g.sign())
    for t in lab.sweep("step", (1, 10, 100, 1000)):
        g = lab.normal(32)
        found = bert_adam(g, t, correct, beta2)
        share = (1 - BETA1**t) / (1 - BETA2**t) ** 0.5
        lab.same("update of BERT's Adam", found, share * g.sign())


if __name__ == "__main__":
    first_adam_updates.main()
