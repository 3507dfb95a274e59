"""In a fresh layer the scaled scores have the variance (d·σ²)² of its initialisation, seldom 1.

LayerNorm hands every projection d inputs of mean square 1, so weights of variance σ² give q and k
components of variance d·σ², and q·k/√d_k has variance (d·σ²)². torch's MultiheadAttention draws one
packed 3d × d matrix by Xavier's rule, σ² = 2/(d + 3d); nn.Linear draws uniformly from ±1/√d,
σ² = 1/(3d); BERT draws with σ = 0.02 at d = 768. Under the division only σ² = 1/d gives variance 1.
T5 does not divide, and draws W_Q with σ² = 1/(d·d_k) and W_K with 1/d, which gives 1 as well.
Glorot & Bengio 2010, §4.2.1; the draws are those of torch and transformers.
"""

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from transformers import BertConfig, BertModel, T5Config, T5EncoderModel

from quizkit.evidence import Lab, check

D, D_K = 768, 64
HEADS = 6  # of the 12: six give precision enough
VARIANCE = {
    "nn.MultiheadAttention": 1 / 4,
    "nn.Linear": 1 / 9,
    "BERT": (D * 0.02**2) ** 2,
    "T5": 1,
}


def fresh(layer: str) -> Sequence[Tensor]:
    """The query and the key matrix, each d × d, of a layer that its library has just built."""
    if layer == "nn.MultiheadAttention":
        return nn.MultiheadAttention(D, D // D_K).in_proj_weight.chunk(3)[:2]
    if layer == "nn.Linear":
        return nn.Linear(D, D).weight, nn.Linear(D, D).weight
    if layer == "T5":
        config = T5Config(vocab_size=2, d_model=D, num_heads=D // D_K, num_layers=1, d_ff=1)
        t5 = T5EncoderModel(config)
        t5_attention = "encoder.block.0.layer.0.SelfAttention"
        return [t5.get_parameter(f"{t5_attention}.{name}.weight") for name in "qk"]
    bert = BertModel(BertConfig(vocab_size=2, num_hidden_layers=1, intermediate_size=1))
    attention = "encoder.layer.0.attention.self"
    return [bert.get_parameter(f"{attention}.{name}.weight") for name in ("query", "key")]


def of_variance_one_over_d(layer: str) -> Sequence[Tensor]:
    return [w / w.std() / D**0.5 for w in fresh(layer)]


def of_a_head(layer: str) -> int:
    """What the layer takes the root of and divides by; T5 does not divide."""
    return 1 if layer == "T5" else D_K


@check(
    controls={
        "weights of variance 1/d": {"weights": of_variance_one_over_d},
        "divided by √d_model": {"width": lambda layer: D},
        "no layer divides": {"width": lambda layer: 1},
        "every layer divides by √d_k": {"width": lambda layer: D_K},
    }
)
def score_variance_at_init(lab: Lab, weights=fresh, width=of_a_head) -> None:
    x, y = F.layer_norm(lab.normal(2, 3_200, D, dtype=torch.float32), (D,))
    for layer in lab.sweep("layer", tuple(VARIANCE)):
        w_q, w_k = (w.detach()[: HEADS * D_K].to(x.device) for w in weights(layer))
        q, k = (x @ w_q.T).unflatten(-1, (HEADS, D_K)), (y @ w_k.T).unflatten(-1, (HEADS, D_K))
        scores = (q * k).sum(-1) / width(layer) ** 0.5
        expected = VARIANCE[layer]
        lab.variance("score variance", scores, equals=expected, within=expected / 6)


if __name__ == "__main__":
    score_variance_at_init.main()
