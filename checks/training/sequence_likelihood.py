"""One teacher-forced pass gives -log p(y | x): the sum of its cross-entropies over all positions.

The decoder reads the target shifted right, <s> y_1 … y_(n-1), under a causal mask, and classifies
y_1 … y_n at once. By the chain rule the sum is what n steps give, each fed the true prefix alone,
and the probabilities of all V^n targets sum to 1. Without the shift or the mask a position reads
its own answer: the numbers are no probabilities of targets. PyTorch's decoder, random parameters.
Vaswani et al. 2017, §3.1 and §3.2.3.
"""

import math

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy, pad

from quizkit.evidence import Lab, check

LETTERS, START, WIDTH = 4, 4, 16


def causal(n: int, device: torch.device) -> Tensor:
    return torch.ones(n, n, dtype=torch.bool, device=device).triu(1)


def nothing_hidden(n: int, device: torch.device) -> Tensor:
    return torch.zeros(n, n, dtype=torch.bool, device=device)


def shifted_right(y: Tensor) -> Tensor:
    return pad(y, (1, 0), value=START)[:, :-1]


def not_shifted(y: Tensor) -> Tensor:
    return y


@check(
    controls={
        "no causal mask": {"hide": nothing_hidden},
        "target not shifted": {"shift": not_shifted},
        "mean over the positions": {"total": torch.mean},
        "last position only": {"total": lambda losses, axis: losses.select(axis, -1)},
    }
)
def sequence_likelihood(lab: Lab, hide=causal, shift=shifted_right, total=torch.sum) -> None:
    layer = nn.TransformerDecoderLayer(WIDTH, 2, 32, dropout=0.0, batch_first=True)
    decoder = lab.inject(nn.TransformerDecoder(layer, 2)).requires_grad_(False)
    table, out = lab.normal(LETTERS + 1, WIDTH), lab.normal(WIDTH, LETTERS) / WIDTH**0.5
    for n in lab.sweep("target length", (1, 2, 3, 4)):
        every = torch.cartesian_prod(*[torch.arange(LETTERS, device=lab.device)] * n)
        y = every.reshape(-1, n)
        positions, memory = lab.normal(n, WIDTH), lab.normal(1, 5, WIDTH).expand(len(y), -1, -1)

        def logits(tokens: Tensor, positions=positions, memory=memory) -> Tensor:
            x, t = table[tokens], tokens.shape[1]
            return decoder(x + positions[:t], memory, tgt_mask=hide(t, x.device)) @ out

        losses = cross_entropy(logits(shift(y)).mT, y, reduction="none")
        one_pass = total(losses, 1)
        prefix = pad(y, (1, 0), value=START)
        steps = [
            cross_entropy(logits(prefix[:, : t + 1])[:, -1], y[:, t], reduction="none")
            for t in range(n)
        ]
        lab.same("loss of one pass, and of n steps", one_pass, torch.stack(steps).sum(0))
        all_targets = (-one_pass).exp().sum()
        lab.same("probability of all targets", all_targets, torch.ones_like(all_targets))
        lab.record(
            "loss of the likeliest target ÷ (n ln V)", one_pass.min() / n / math.log(LETTERS)
        )


if __name__ == "__main__":
    sequence_likelihood.main()
