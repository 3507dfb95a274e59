"""In a fresh layer the scaled scores have the variance (d·σ²)² of its initialisation, seldom 1.

LayerNorm hands every projection d inputs of mean square 1, so weights of variance σ² give q and k
components of variance d·σ², and q·k/√d_k has variance (d·σ²)². torch's MultiheadAttention draws one
packed 3d × d matrix by Xavier's rule, σ² = 2/(d + 3d); nn.Linear draws uniformly from ±1/√d,
σ² = 1/(3d); BERT draws with σ = 0.02 at d = 768. Only σ² = 1/d gives variance 1.
Glorot & Bengio 2010, §4.2.1.
"""

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from quizkit.evidence import Lab, check

D, D_K = 768, 64
HEADS = 6  # of the 12: six give precision enough
VARIANCE = {"nn.MultiheadAttention": 1 / 4, "nn.Linear": 1 / 9, "BERT": (D * 0.02**2) ** 2}


def fresh(layer: str) -> Sequence[Tensor]:
    """The query and the key matrix, each d × d, of a layer that its library has just built."""
    if layer == "nn.MultiheadAttention":
        return nn.MultiheadAttention(D, D // D_K).in_proj_weight.chunk(3)[:2]
    if layer == "nn.Linear":
        return nn.Linear(D, D).weight, nn.Linear(D, D).weight
    bert = BertModel(BertConfig(vocab_size=2, num_hidden_layers=1, intermediate_size=1))
    attention = "encoder.layer.0.attention.self"
    return [bert.get_parameter(f"{attention}.{name}.weight") for name in ("query", "key")]


def of_variance_one_over_d(layer: str) -> Sequence[Tensor]:
    return [w / w.std() / D**0.5 for w in fresh(layer)]


@check(
    controls={
        "weights of variance 1/d": {"weights": of_variance_one_over_d},
        "divided by √d_model": {"width": D},
        "scale forgotten": {"width": 1},
    }
)
def score_variance_at_init(lab: Lab, weights=fresh, width=D_K) -> None:
    for layer in lab.sweep("layer", tuple(VARIANCE)):
        x, y = F.layer_norm(lab.normal(2, 3_200, D, dtype=torch.float32), (D,))
        w_q, w_k = (w.detach()[: HEADS * D_K].to(x.device) for w in weights(layer))
        q, k = (x @ w_q.T).unflatten(-1, (HEADS, D_K)), (y @ w_k.T).unflatten(-1, (HEADS, D_K))
        scores = (q * k).sum(-1) / width**0.5
        expected = VARIANCE[layer]
        lab.variance("score variance", scores, equals=expected, within=expected / 6)


if __name__ == "__main__":
    score_variance_at_init.main()
