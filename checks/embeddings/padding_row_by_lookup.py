"""`padding_idx` keeps the gradient of the lookup away from the [PAD] row, exactly.

torch.nn.Embedding zeroes that row at initialisation and skips it in the backward pass of the
lookup. It says nothing about other uses of the same tensor: a decoder tied to the table is one.
"""

from transformers import BertForMaskedLM, BertModel

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import small_bert, words

PAD = 0


@check(
    controls={
        "no padding_idx": {"padding_idx": None},
        "decoder tied to the table": {"cls": BertForMaskedLM},
    }
)
def padding_row_by_lookup(lab: Lab, cls=BertModel, padding_idx=PAD) -> None:
    bert = small_bert(lab, cls)
    table = bert.get_input_embeddings()
    table.padding_idx = padding_idx
    ids = words(lab, 16, 8)
    ids[:, 6:] = PAD
    out = bert(ids)[0]
    (out * lab.normal(*out.shape)).sum().backward()
    assert table.weight.grad is not None
    lab.zero("gradient of the [PAD] row", table.weight.grad[PAD])


if __name__ == "__main__":
    padding_row_by_lookup.main()
