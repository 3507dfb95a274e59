"""One pass under a causal mask equals n passes over the n prefixes, at any depth.

Position i attends to positions up to i, in every layer, so its output is a function of the prefix
that ends at i: the same number whether the rest of the sequence stands there or was never fed. This
is what lets a language model learn from all n next tokens of a sequence in one pass.
Vaswani et al. 2017, §3.2.3; the layers are PyTorch's own, with random parameters.
"""

import torch
from _attention import causal
from torch import Tensor, nn

from quizkit.evidence import Lab, check


def no_future(n: int, device: torch.device) -> Tensor:
    return causal(n, device)


def nothing_hidden(n: int, device: torch.device) -> Tensor:
    return torch.zeros_like(causal(n, device))


def one_too_far(n: int, device: torch.device) -> Tensor:
    return causal(n, device, ahead=1)


def transposed(n: int, device: torch.device) -> Tensor:
    return causal(n, device).mT


@check(
    controls={
        "no mask": {"hide": nothing_hidden},
        "mask off by one: the next token visible": {"hide": one_too_far},
        "mask transposed: the past hidden": {"hide": transposed},
    }
)
def one_pass(lab: Lab, hide=no_future) -> None:
    n, d, cut = 8, 16, 5
    for depth in lab.sweep("layers", (1, 2, 4)):
        layer = nn.TransformerEncoderLayer(d, 2, 4 * d, dropout=0.0, batch_first=True)
        stack = lab.inject(nn.TransformerEncoder(layer, depth, enable_nested_tensor=False))
        stack = stack.requires_grad_(False)

        def run(x: Tensor, stack: nn.Module = stack) -> Tensor:
            return stack(x, mask=hide(x.shape[1], x.device))

        x = lab.normal(4, n, d)
        whole = run(x)
        prefixes = torch.stack([run(x[:, : i + 1])[:, i] for i in range(n)], dim=1)
        lab.same("each position against its own prefix", whole, prefixes)
        later = torch.cat([x[:, :cut], lab.normal(4, n - cut, d)], dim=1)
        lab.zero("change when later tokens are replaced", (whole - run(later))[:, :cut])


if __name__ == "__main__":
    one_pass.main()
