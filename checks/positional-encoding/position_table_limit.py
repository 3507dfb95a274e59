"""The longest input of BERT is the number of rows of its position table: index 512 does not exist.

Positions count from 0, so a table of 512 rows ends at index 511, and the 513th token asks for a
row that is not there. All three kinds of ids are passed here: those left out come from buffers of
the same length, which fail first and with another message. RoBERTa counts positions from 2, past
its padding index 1, and has 514 rows for 512 tokens. No other weight has a shape that depends on
it.
Devlin et al. 2019, §3; Liu et al. 2019.
"""

from bisect import bisect_left

import torch
from torch import Tensor
from transformers import BertConfig, BertModel
from transformers.models.bert.modeling_bert import BertEmbeddings

from quizkit.evidence import Lab, check

LONGEST_TRIED = 2_000


def from_zero(length: int, rows: int) -> Tensor:
    return torch.arange(length)


def from_two(length: int, rows: int) -> Tensor:
    return torch.arange(length) + 2


def last_row_repeated(length: int, rows: int) -> Tensor:
    return torch.arange(length).clamp(max=rows - 1)


def starting_again(length: int, rows: int) -> Tensor:
    return torch.arange(length) % rows


def model_for(rows: int) -> BertModel:
    return BertModel(BertConfig(num_hidden_layers=2, max_position_embeddings=rows))


def weights(model: BertModel) -> dict[str, Tensor]:
    return dict(model.named_parameters())


def with_buffers(model: BertModel) -> dict[str, Tensor]:
    return weights(model) | dict(model.named_buffers())


def longest_input(embeddings: BertEmbeddings, positions, rows: int) -> int:
    def fails(length: int) -> bool:
        ones = torch.ones(1, length, dtype=torch.int64)
        place = positions(length, rows)[None]
        try:
            embeddings(input_ids=ones, position_ids=place, token_type_ids=ones)
        except IndexError:
            return True
        return False

    return bisect_left(range(1, LONGEST_TRIED + 1), True, key=fails)


@check(
    controls={
        "positions counted from two": {"positions": from_two},
        "last row repeated": {"positions": last_row_repeated},
        "positions starting again": {"positions": starting_again},
        "buffers counted as weights": {"tensors": with_buffers},
    }
)
def position_table_limit(lab: Lab, positions=from_zero, tensors=weights) -> None:
    for rows in lab.sweep("rows", (128, 512, 1024)):
        config = BertConfig(vocab_size=30, hidden_size=8, max_position_embeddings=rows)
        # On a GPU a lookup outside the table ends the process, so this one stays on the CPU.
        embeddings = lab.inject(BertEmbeddings(config)).cpu()
        lab.count("longest input", longest_input(embeddings, positions, rows), equals=rows)
        with torch.device("meta"):  # shapes without numbers
            one, other = (tensors(model_for(n)) for n in (rows, 2 * rows))
        changed = sum(one[name].shape != other[name].shape for name in one)
        lab.count("weights whose shape depends on the length", changed, equals=1)


if __name__ == "__main__":
    position_table_limit.main()
