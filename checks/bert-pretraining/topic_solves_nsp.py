"""Shared words solve next-sentence prediction where topics differ, and say nothing about order.

A negative of NSP comes from another text and mostly from another topic. With K topics, alike in
size, it has the same one 1/K of the time, so whoever tells topics apart is right 1 - 1/(2K) of the
time, without any idea of what follows what. Two swapped segments share the same words: any
symmetric feature is at chance there, though the text of this model does show its order, by a word
that only second segments use. Lan et al. 2020, §3.1, explain the weakness of NSP so; this is a
model of text.
"""

import torch
from torch import Tensor

from quizkit.evidence import Lab, check

PAIRS, LENGTH, WORDS, BACK = 12_000, 60, 15, 0
WITHIN = {2: 0.08, 5: 0.05, 20: 0.03}
"""Each topic has WORDS words of its own; word BACK refers back and stands in second segments."""


def segment(lab: Lab, topic: Tensor, topics: int, second: Tensor) -> Tensor:
    """Counts of words: of the topic four times in five, else of any; shape (PAIRS, vocabulary)."""
    own = lab.integers(0, WORDS, PAIRS, LENGTH) + topic[:, None] * WORDS
    other = lab.integers(0, WORDS * topics, PAIRS, LENGTH)
    words = 1 + torch.where(lab.uniform(PAIRS, LENGTH) < 0.8, own, other)
    refers_back = second[:, None] & (lab.uniform(PAIRS, LENGTH) < 0.1)
    counts = torch.zeros(PAIRS, 1 + WORDS * topics, dtype=torch.float64, device=words.device)
    words = words.masked_fill(refers_back, BACK)
    return counts.scatter_add_(1, words, torch.ones_like(words, dtype=torch.float64))


def shared_words(a: Tensor, b: Tensor) -> Tensor:
    return (a * b)[:, 1:].sum(-1)


def which_refers_back(a: Tensor, b: Tensor) -> Tensor:
    return b[:, BACK] - a[:, BACK]


def any_topic(lab: Lab, topic: Tensor, topics: int) -> Tensor:
    return lab.integers(0, topics, PAIRS)


def same_topic(lab: Lab, topic: Tensor, topics: int) -> Tensor:
    return topic


def another_topic(lab: Lab, topic: Tensor, topics: int) -> Tensor:
    return (topic + lab.integers(1, topics, PAIRS)) % topics


def right_by_threshold(feature: Tensor, label: Tensor) -> Tensor:
    """Whether each of the second half is right, at the threshold between the first half's means."""
    half = PAIRS // 2
    fit, is_next = feature[:half], label[:half]
    threshold = (fit[is_next].mean() + fit[~is_next].mean()) / 2
    return (feature > threshold)[half:] == label[half:]


@check(
    controls={
        "negatives of the same topic": {"negative": same_topic},
        "negatives never of the same topic": {"negative": another_topic},
        "a feature that knows the order": {"feature": which_refers_back},
    }
)
def topic_solves_nsp(lab: Lab, negative=any_topic, feature=shared_words) -> None:
    for topics in lab.sweep("topics", tuple(WITHIN)):
        topic, label = lab.integers(0, topics, PAIRS), lab.uniform(PAIRS) < 0.5
        first, second = torch.zeros_like(label), torch.ones_like(label)
        a = segment(lab, topic, topics, first)
        b = segment(lab, topic, topics, second)
        of_another = segment(lab, negative(lab, topic, topics), topics, second)
        pair = torch.where(label[:, None], b, of_another)
        nsp = right_by_threshold(feature(a, pair), label)
        solvable = 1 - 1 / (2 * topics)
        lab.proportion("NSP right by shared words", nsp, equals=solvable, within=WITHIN[topics])
        swapped = torch.where(label[:, None], a, b), torch.where(label[:, None], b, a)
        sop = right_by_threshold(feature(*swapped), label)
        lab.proportion("order right by shared words", sop, equals=0.5, within=0.1)


if __name__ == "__main__":
    topic_solves_nsp.main()
