"""LayerNorm in PyTorch and BERT: per token, biased variance, ε under the root, then gain and bias.

y = γ ⊙ (x - μ)/√(σ² + ε) + β, with μ and σ² = Σ(x - μ)²/d over the d features of one token; Ba et
al. 2016, equation 3, divide by d as well. BERT sets ε = 1e-12 where PyTorch's default is 1e-5. The
input has unit variance around 3; gain and bias are random.
"""

from torch import Tensor, nn
from transformers import BertConfig, BertModel

from quizkit.evidence import Lab, check


def layer_norm(x: Tensor, gain: Tensor, bias: Tensor, eps: float) -> Tensor:
    centred = x - x.mean(-1, keepdim=True)
    variance = (centred**2).mean(-1, keepdim=True)
    return gain * centred / (variance + eps).sqrt() + bias


def unbiased_variance(x: Tensor, gain: Tensor, bias: Tensor, eps: float) -> Tensor:
    variance = x.var(-1, correction=1, keepdim=True)
    return gain * (x - x.mean(-1, keepdim=True)) / (variance + eps).sqrt() + bias


def eps_beside_the_root(x: Tensor, gain: Tensor, bias: Tensor, eps: float) -> Tensor:
    deviation = x.std(-1, correction=0, keepdim=True)
    return gain * (x - x.mean(-1, keepdim=True)) / (deviation + eps) + bias


def over_the_sequence(x: Tensor, gain: Tensor, bias: Tensor, eps: float) -> Tensor:
    variance = x.var((-2, -1), correction=0, keepdim=True)
    return gain * (x - x.mean((-2, -1), keepdim=True)) / (variance + eps).sqrt() + bias


def without_mean(x: Tensor, gain: Tensor, bias: Tensor, eps: float) -> Tensor:
    return gain * x / ((x**2).mean(-1, keepdim=True) + eps).sqrt() + bias


def bias_forgotten(x: Tensor, gain: Tensor, bias: Tensor, eps: float) -> Tensor:
    return layer_norm(x, gain, 0 * bias, eps)


def gain_forgotten(x: Tensor, gain: Tensor, bias: Tensor, eps: float) -> Tensor:
    return layer_norm(x, gain**0, bias, eps)


@check(
    controls={
        "unbiased variance": {"normalise": unbiased_variance},
        "ε beside the root": {"normalise": eps_beside_the_root},
        "over all tokens of the sequence": {"normalise": over_the_sequence},
        "mean not removed (RMSNorm)": {"normalise": without_mean},
        "bias forgotten": {"normalise": bias_forgotten},
        "gain forgotten": {"normalise": gain_forgotten},
        "PyTorch's ε for BERT": {"bert_eps": 1e-5},
    }
)
def layernorm_formula(lab: Lab, normalise=layer_norm, bert_eps: float = 1e-12) -> None:
    for d in lab.sweep("d", (16, 64, 256)):
        x = 3 + lab.normal(4, 6, d)
        norm = lab.inject(nn.LayerNorm(d))
        lab.same("PyTorch", norm(x), normalise(x, norm.weight, norm.bias, 1e-5))

        config = BertConfig(
            vocab_size=50,
            hidden_size=d,
            num_hidden_layers=1,
            intermediate_size=d,
            num_attention_heads=4,
        )
        norm = lab.inject(BertModel(config)).embeddings.LayerNorm
        lab.same("BERT", norm(x), normalise(x, norm.weight, norm.bias, bert_eps))


if __name__ == "__main__":
    layernorm_formula.main()
