"""BERT's encoder receives the LayerNorm of the sum, and an omitted segment id means segment 0.

BertEmbeddings computes LN(W_t[t] + W_p[p] + W_s[s]) and then dropout, which is off in evaluation.
LayerNorm is not additive, so normalising each part before adding gives something else. The 2017
Transformer has no LayerNorm here and multiplies the token row by √d_model instead.
Devlin et al. 2019, §3; Vaswani et al. 2017, §3.4.
"""

import torch
from _bert import bert_embeddings, embed, every_input, tables
from torch import Tensor, nn

from quizkit.evidence import Lab, check


def normalised_sum(token: Tensor, position: Tensor, segment: Tensor, norm: nn.LayerNorm) -> Tensor:
    return norm(token + position + segment)


def plain_sum(token: Tensor, position: Tensor, segment: Tensor, norm: nn.LayerNorm) -> Tensor:
    return token + position + segment


def each_normalised(token: Tensor, position: Tensor, segment: Tensor, norm: nn.LayerNorm) -> Tensor:
    return norm(token) + norm(position) + norm(segment)


def token_times_root_d(
    token: Tensor, position: Tensor, segment: Tensor, norm: nn.LayerNorm
) -> Tensor:
    return norm(token * token.shape[-1] ** 0.5 + position + segment)


def no_segment_row(token: Tensor, position: Tensor, segment: Tensor, norm: nn.LayerNorm) -> Tensor:
    return norm(token + position)


@check(
    controls={
        "no LayerNorm": {"build": plain_sum},
        "each part normalised": {"build": each_normalised},
        "token times √d": {"build": token_times_root_d},
        "no segment row": {"build": no_segment_row},
    }
)
def bert_input_is_normalised(lab: Lab, build=normalised_sum) -> None:
    sizes = (12, 5, 2)
    model = bert_embeddings(lab, sizes, width=64)
    ids = every_input(lab, sizes)
    rows = [table[column] for table, column in zip(tables(model), ids.unbind(1), strict=True)]
    lab.same("what the encoder receives", embed(model, ids), build(*rows, model.LayerNorm))

    token, position = ids[:, :1], ids[:, 1:2]
    omitted = model(input_ids=token, position_ids=position).squeeze(1)
    segment_0 = tables(model)[2][torch.zeros_like(ids[:, 2])]
    lab.same("segment ids omitted", omitted, build(*rows[:2], segment_0, model.LayerNorm))


if __name__ == "__main__":
    bert_input_is_normalised.main()
