"""Warm-up is a fixed function of the step: linear to the peak at step w, then linear or 1/√t decay.

BERT's schedule rises as t/w and falls linearly to 0 at the last step. The original Transformer's is
d^(-1/2)·min(t^(-1/2), t·w^(-3/2)), whose peak (d·w)^(-1/2) lies at t = w: 6.99e-4 for d = 512 and
w = 4000. Both are transformers' schedulers on a PyTorch optimiser, the second with (d·w)^(-1/2) as
its rate. The rate is read off the parameter, which SGD moves by rate × gradient: counted from step
0, the first update moves nothing. Other gradients leave every rate as it is, so nothing adapts.
Devlin et al. 2019, §A.2; Vaswani et al. 2017, §5.3.
"""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.optim import SGD, Optimizer
from torch.optim.lr_scheduler import ReduceLROnPlateau
from transformers import (
    get_constant_schedule_with_warmup,
    get_cosine_schedule_with_warmup,
    get_inverse_sqrt_schedule,
    get_linear_schedule_with_warmup,
)

from quizkit.evidence import Lab, check

WIDTH = 512
Step = Callable[[Tensor], None]


def linear(optimizer: Optimizer, warm: int, total: int) -> Step:
    scheduler = get_linear_schedule_with_warmup(optimizer, warm, total)
    return lambda loss: scheduler.step()


def kept_constant(optimizer: Optimizer, warm: int, total: int) -> Step:
    scheduler = get_constant_schedule_with_warmup(optimizer, warm)
    return lambda loss: scheduler.step()


def cosine(optimizer: Optimizer, warm: int, total: int) -> Step:
    scheduler = get_cosine_schedule_with_warmup(optimizer, warm, total)
    return lambda loss: scheduler.step()


def counted_from_one(optimizer: Optimizer, warm: int, total: int) -> Step:
    step = linear(optimizer, warm, total)
    optimizer.step()
    step(torch.zeros(()))
    return step


def adaptive(optimizer: Optimizer, warm: int, total: int) -> Step:
    scheduler = ReduceLROnPlateau(optimizer, patience=warm)
    return lambda loss: scheduler.step(float(loss))


def rates(schedule: Callable[..., Step], warm: int, total: int, gradients: Tensor) -> Tensor:
    """The rate of each update, read off a parameter (d,) that sees one row of `gradients` each."""
    p = torch.zeros_like(gradients[0], requires_grad=True)
    optimizer = SGD([p], lr=1.0)
    step = schedule(optimizer, warm, total)
    found: list[Tensor] = []
    for g in gradients:
        before, p.grad = p.detach().clone(), g.clone()
        optimizer.step()
        step(g.square().sum())
        found.append((before - p.detach()).dot(g) / g.dot(g))
    return torch.stack(found)


def peak_of_paper(warm: int) -> float:
    return (WIDTH * warm) ** -0.5


@check(
    controls={
        "constant after the warm-up": {"schedule": kept_constant},
        "cosine decay": {"schedule": cosine},
        "steps counted from 1": {"schedule": counted_from_one},
        "rate adapted to the loss": {"schedule": adaptive},
        "d^(-1/2) as the peak": {"peak": lambda warm: WIDTH**-0.5},
    }
)
def warm_up_schedules(lab: Lab, schedule=linear, peak=peak_of_paper) -> None:
    for warm in lab.sweep("warm-up steps of 100", (10, 25)):
        gradients = lab.normal(2, 100, 4)
        gradients[1] *= torch.linspace(1, 5, 100, dtype=torch.float64, device=lab.device)[:, None]
        found = rates(schedule, warm, 100, gradients[0])
        rising = [t / warm for t in range(warm)]
        falling = [(100 - t) / (100 - warm) for t in range(warm, 100)]
        expected = torch.tensor(rising + falling, dtype=torch.float64, device=lab.device)
        lab.same("rate of each update", found, expected)
        lab.zero("first update", found[:1])
        lab.same("rates under other gradients", rates(schedule, warm, 100, gradients[1]), found)
    for warm in lab.sweep("warm-up steps of the paper", (1000, 4000)):
        optimizer = SGD([torch.zeros(1)], lr=peak(warm))
        factor = get_inverse_sqrt_schedule(optimizer, warm).lr_lambdas[0]
        steps = torch.arange(0, 4 * warm, warm // 50, dtype=torch.float64)[1:]
        found = torch.tensor([peak(warm) * factor(int(t)) for t in steps], dtype=torch.float64)
        noam = WIDTH**-0.5 * torch.minimum(steps**-0.5, steps * warm**-1.5)
        lab.same("library's 1/√t schedule, and the paper's formula", found, noam)
        lab.record("highest rate", found.max())


if __name__ == "__main__":
    warm_up_schedules.main()
