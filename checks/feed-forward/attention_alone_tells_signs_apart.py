"""Beside another token, one attention head without an FFN tells whether two features agree in sign.

That is the exclusive or of two bits, which no affine map computes. The query is the first feature,
the key the second, so a token's score with itself is a product of its own features; against a zero
token, whose score is 0, that product decides who gets more than half of the weight. Standing alone
the token has the weight 1 whatever its features are, and there the FFN is needed.
"""

import torch
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention

from quizkit.evidence import Lab, check

SHARPNESS = 4.0


def first_feature(tokens: Tensor) -> Tensor:
    return tokens[..., :1]


def constant(tokens: Tensor) -> Tensor:
    return tokens[..., 2:]


def beside_a_zero_token(token: Tensor) -> Tensor:
    return torch.stack([token, torch.zeros_like(token)], dim=-2)


def alone(token: Tensor) -> Tensor:
    return token[..., None, :]


@check(
    controls={
        "the token stands alone": {"context": alone},
        "scores linear in the token": {"query": constant},
        "scores that ignore the input": {"sharpness": 0.0},
    }
)
def attention_alone_tells_signs_apart(
    lab: Lab, context=beside_a_zero_token, query=first_feature, sharpness: float = SHARPNESS
) -> None:
    bits = torch.tensor([-1.0, 1.0], dtype=torch.float64, device=lab.device)
    features = torch.cartesian_prod(bits, bits)
    agree = features.prod(-1) > 0
    tokens = context(torch.cat([features, torch.ones_like(features[:, :1])], dim=-1))
    q, k, v = sharpness * query(tokens), tokens[..., 1:2], constant(tokens)
    output = scaled_dot_product_attention(q, k, v)[:, 0, 0]
    lab.count("pairs of signs told right, of 4", ((output > 0.5) == agree).sum(), equals=4)


if __name__ == "__main__":
    attention_alone_tells_signs_apart.main()
