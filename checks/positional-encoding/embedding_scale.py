"""Multiplied by √d_model, token rows of variance 1/d_model are √2 times as long as the sinusoids.

A row drawn with variance 1/d has a squared length of 1 on average, a sinusoidal code has exactly
d/2. Added as they are, the code would be √(d/2) times as long as the token, 16 times at d = 512;
the factor √d makes the ratio of squared lengths 2 at every width. Rows drawn from N(0, 1), the
default of nn.Embedding, have that ratio without any factor.
Vaswani et al. 2017, §3.4, state the factor and give no reason.
"""

from _sinusoids import sinusoids

from quizkit.evidence import Lab, check

TOKENS = 1_600


@check(
    controls={
        "not multiplied": {"power": 0.0},
        "multiplied by d_model": {"power": 1.0},
        "rows of unit variance": {"variance_power": 0.0},
    }
)
def embedding_scale(lab: Lab, power=0.5, variance_power=-1.0) -> None:
    for d_model in lab.sweep("d_model", (128, 512, 1024)):
        rows = lab.normal(TOKENS, d_model) * d_model ** (variance_power / 2)
        tokens = rows * d_model**power
        codes = sinusoids(lab.integers(0, 512, TOKENS), d_model)
        ratio = tokens.square().sum(-1) / codes.square().sum(-1)
        lab.mean("squared length, token over sinusoid", ratio, equals=2.0, within=0.1)


if __name__ == "__main__":
    embedding_scale.main()
