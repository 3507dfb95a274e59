"""Going down a tree of words by the likelier branch misses the likeliest word in over a third.

Hierarchical softmax gives a word's probability as a product of log2(V) branch probabilities. That
is cheap for a given word; the best word may lie behind a less likely first branch, and finding it
for certain takes a search. Here: balanced trees of 64 words with N(0, 1) logits at the nodes.
Morin & Bengio 2005.
"""

import torch
from torch import Tensor

from quizkit.evidence import Lab, check

DEPTH, TREES = 6, 20_000


def greedy(logits: list[Tensor], words: Tensor) -> Tensor:
    node = torch.zeros(len(words), dtype=torch.int64, device=words.device)
    for level in logits:
        right = level.gather(1, node[:, None])[:, 0] > 0
        node = 2 * node + right
    return node


def search(logits: list[Tensor], words: Tensor) -> Tensor:
    return words.argmax(1)


def normalised(x: Tensor) -> Tensor:
    return 1 - x.sigmoid()


@check(
    controls={
        "all words searched": {"choose": search},
        "branches not normalised": {"left": lambda x: torch.ones_like(x)},
    }
)
def greedy_tree(lab: Lab, choose=greedy, left=normalised) -> None:
    logits = [lab.normal(TREES, 2**level) for level in range(DEPTH)]
    words = torch.ones(TREES, 1, dtype=torch.float64, device=lab.device)
    for level in logits:
        words = (words[..., None] * torch.stack([left(level), level.sigmoid()], -1)).flatten(1)
    lab.same("sum over the words", words.sum(1), torch.ones_like(words[:, 0]))
    missed = choose(logits, words) != words.argmax(1)
    lab.proportion("trees whose best word is missed", missed, at_least=1 / 3)


if __name__ == "__main__":
    greedy_tree.main()
