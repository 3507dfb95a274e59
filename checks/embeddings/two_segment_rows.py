"""BERT's segment table has two rows: a token type id of 2 raises an IndexError.

`type_vocab_size` is 2 in BERT's own configuration, for sentence A and sentence B.
"""

import torch
from transformers import BertConfig

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import small_bert, words


@check(
    controls={
        "ids 0 and 1": {"largest": 1},
        "a table of three rows": {"rows": 3},
    }
)
def two_segment_rows(lab: Lab, largest: int = 2, rows: int = BertConfig().type_vocab_size) -> None:
    bert = small_bert(lab, type_vocab_size=rows)
    ids = words(lab, 2, 6)
    segments = torch.full_like(ids, largest)
    lab.raises("looking the segment up", lambda: bert(ids, token_type_ids=segments), IndexError)


if __name__ == "__main__":
    two_segment_rows.main()
