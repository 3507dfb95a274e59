"""Three heads give Conv1d of width 3 if their values are as wide as the channels, else they cannot.

A head that looks at one offset multiplies that neighbour by W_V·W_O: it is one tap of a kernel, for
all output channels at once. The product has the rank of the head's width at most, so heads of width
d/h reach only kernels whose taps have rank d/h. The best such taps are the truncated SVD.
Cordonnier, Loukas & Jaggi 2020, Theorem 1: kernel size by heads, channels by min(D_h, D_out).
"""

import torch
import torch.nn.functional as F
from torch import Tensor

from quizkit.evidence import Lab, check

TOKENS, CHANNELS, TAPS = 20, 48, 3


def one_offset_each(head: int) -> int:
    return head - 1


def mirrored(head: int) -> int:
    return 1 - head


def last_offset_missing(head: int) -> int:
    return min(head, 1) - 1


def any_kernel(taps: Tensor) -> Tensor:
    return taps


def of_low_rank(taps: Tensor) -> Tensor:
    return truncated(taps, CHANNELS // TAPS)


def truncated(taps: Tensor, width: int) -> Tensor:
    """The closest W_V·W_O of heads that are `width` wide; taps is heads × in × out."""
    u, s, v = torch.linalg.svd(taps)
    return (u[..., :width] * s[:, None, :width]) @ v[:, :width]


@check(
    controls={
        "kernel mirrored": {"offset": mirrored},
        "one offset missing": {"offset": last_offset_missing},
        "a kernel with taps of rank d/h": {"kernel": of_low_rank},
    }
)
def heads_as_convolution(lab: Lab, offset=one_offset_each, kernel=any_kernel) -> None:
    taps = kernel(lab.normal(TAPS, CHANNELS, CHANNELS) / (TAPS * CHANNELS) ** 0.5)
    x = lab.normal(TOKENS, CHANNELS)
    expected = F.conv1d(x.T, taps.permute(2, 1, 0)).T
    rows = torch.arange(TOKENS)

    def attend(width: int) -> Tensor:
        output = torch.zeros_like(x)
        for head, w_vo in enumerate(truncated(taps, width)):
            # A head whose weight is all on one offset, by scores from positions alone.
            scores = torch.full((TOKENS, TOKENS), -torch.inf, dtype=x.dtype, device=x.device)
            scores[rows, (rows + offset(head)) % TOKENS] = 0.0
            output = output + scores.softmax(-1) @ x @ w_vo
        return output[1:-1]  # a convolution has no output where its kernel leaves the sequence

    lab.same("Conv1d and three heads as wide as the channels", attend(CHANNELS), expected)
    narrow = attend(CHANNELS // TAPS)
    lab.apart("Conv1d and three heads of width d/3", narrow, expected, at_least=0.1)


if __name__ == "__main__":
    heads_as_convolution.main()
