"""More than half of BERT's sentence pairs are random: short documents have 2/3 and not 1/2.

Devlin et al.'s code fills an input with sentences, splits them at random into A and B, and with
probability 1/2 puts B back and takes another document's text instead. A sentence that is left over
alone has no successor and is always paired at random. In a document of m sentences that fit one
input this gives exactly one random pair on average, R = (1 + R)/2, and T(m) = 1 + the mean of T(1)
… T(m - 1), halved, pairs in all: 3/2 for m = 2, 27/16 for m = 4, so 2/3 and 16/27 are random. Long
documents come near 1/2. From create_pretraining_data.py, without its 10 % of shorter targets.
"""

from collections.abc import Callable, Iterator

import torch

from quizkit.evidence import Lab, check

ROOM = 5
"""Sentences that fill an input: of 25 tokens in 128 less three special tokens."""
CORPORA = 64
DOCUMENTS = {2: 900, 4: 900, 60: 50}
"""How many make a corpus, by their number of sentences."""
SHARE = {2: 2 / 3, 4: 16 / 27, 60: 0.5131}
"""Of 60 sentences the same recursion, with chunks of ROOM, gives 0.5131."""


def always_random(coin: float) -> bool:
    return True


def dropped(coin: float) -> None:
    return None


def as_it_falls(coin: float) -> bool:
    return coin < 0.5


def put_back(unused: int) -> int:
    return unused


def thrown_away(unused: int) -> int:
    return 0


def pairs(sentences: int, draw: Iterator[float], alone: Callable, give_back) -> list[bool]:
    """Whether B is random, for each pair that a document gives."""
    found, left = [], sentences
    while left:
        chunk = min(ROOM, left)
        left -= chunk
        if chunk == 1:
            found += [kind] if (kind := alone(next(draw))) is not None else []
            continue
        in_a = 1 + int(next(draw) * (chunk - 1))
        found.append(is_random := next(draw) < 0.5)
        left += give_back(chunk - in_a) if is_random else 0
    return found


@check(
    controls={
        "a lone sentence tosses the coin too": {"alone": as_it_falls},
        "lone sentences dropped": {"alone": dropped},
        "unused sentences thrown away": {"give_back": thrown_away},
    }
)
def random_next_rate(lab: Lab, alone=always_random, give_back=put_back) -> None:
    for sentences in lab.sweep("sentences in a document", tuple(SHARE)):
        shares = []
        for _ in range(CORPORA):
            n = DOCUMENTS[sentences]
            draw = iter(lab.uniform(n * (3 * sentences + 3)).tolist())
            found = [pairs(sentences, draw, alone, give_back) for _ in range(n)]
            of_corpus = [is_random for document in found for is_random in document]
            shares.append(sum(of_corpus) / len(of_corpus))
        expected = SHARE[sentences]
        lab.mean("share of random pairs", torch.tensor(shares), equals=expected, within=0.035)


if __name__ == "__main__":
    random_next_rate.main()
