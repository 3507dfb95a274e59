"""Looking up a word can be undone: the nearest row of the table is the word's own, in any width.

An embedding table is a list of V points. Different rows make the lookup one-to-one, and the row at
distance 0 names the word; how many words there are per dimension plays no part. Cosine asks for
more, as it takes rows of one direction for one word. The largest dot product finds the word only
among rows of equal length: by Cauchy and Schwarz e_i·e_j ≤ |e_i||e_j|, but a row that is long
enough wins against every shorter one, the word's own included.
"""

from torch import Tensor, cdist, nn
from torch.nn.functional import normalize

from quizkit.evidence import Lab, check

WORDS = 1_000


def as_drawn(table: Tensor) -> Tensor:
    return table


def two_words_share_a_row(table: Tensor) -> Tensor:
    table[17] = table[4]
    return table


def one_row_twice_another(table: Tensor) -> Tensor:
    table[17] = 2 * table[4]
    return table


@check(
    controls={
        "raw dot product": {"direction": lambda rows: rows},
        "two words share a row": {"prepare": two_words_share_a_row},
        "one row is twice another": {"prepare": one_row_twice_another},
    }
)
def nearest_row(lab: Lab, direction=normalize, prepare=as_drawn) -> None:
    for width in lab.sweep("width", (3, 8, 32)):
        embedding = lab.inject(nn.Embedding(WORDS, width))
        table = prepare(embedding.weight.detach())
        words = lab.permutation(WORDS)
        looked_up = embedding(words).detach()

        # A matrix product would round the distance of a row to itself to something above zero.
        distance = cdist(looked_up, table, compute_mode="donot_use_mm_for_euclid_dist")
        nearest = distance.argmin(dim=1)
        lab.count("words found by distance", (nearest == words).sum(), equals=WORDS)

        cosine = direction(looked_up) @ direction(table).T
        lab.count("words found by cosine", (cosine.argmax(1) == words).sum(), equals=WORDS)


if __name__ == "__main__":
    nearest_row.main()
