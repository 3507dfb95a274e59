"""Identities in float64 and in the precision that is the subject (EVIDENCE rules 15 to 17)."""

import math
from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import Tensor, nn
from torch.nn.functional import gelu
from transformers import BertConfig, BertModel

from quizkit.evidence import Broken, Lab
from quizkit.model import Observation, Verdict

EPS = torch.finfo(torch.float64).eps
Say = Callable[[Lab], None]


def observe(say: Say, seed: int = 0) -> Observation:
    lab = Lab(seed)
    say(lab)
    (observation,) = lab.observations
    return observation


def same(a: Tensor, b: Tensor, scale: float | None = None) -> Observation:
    return observe(lambda lab: lab.same("x", a, b, scale=scale))


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (0.0, Verdict.SUPPORTED),
        (0.9e-10, Verdict.SUPPORTED),
        (1.1e-10, Verdict.INCONCLUSIVE),
        (0.9e-6, Verdict.INCONCLUSIVE),
        (1.1e-6, Verdict.REFUTED),
        (1.0, Verdict.REFUTED),
    ],
)
def test_equal_and_different_keep_a_gap(error: float, verdict: Verdict) -> None:
    one = torch.ones(4, dtype=torch.float64)
    assert same(one, one - torch.tensor([0, 0, error, 0])).verdict is verdict


def test_an_error_is_relative_to_the_largest_entry_of_either_side() -> None:
    a = torch.tensor([1e3, 0.0], dtype=torch.float64)
    assert same(a, a + torch.tensor([0, 1e-3])).value == pytest.approx(1e-6)
    assert same(a, 4 * a).value == pytest.approx(0.75)


def test_two_tensors_of_zeros_are_the_same() -> None:
    zero = torch.zeros(3, dtype=torch.float64)
    assert same(zero, zero).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    "dtypes",
    [
        (torch.float32, torch.float32),
        (torch.float64, torch.float32),
        (torch.complex64, torch.complex64),
        (torch.float64, torch.int64),
    ],
)
def test_identities_in_a_lower_precision_break(dtypes: tuple[torch.dtype, torch.dtype]) -> None:
    a, b = (torch.ones(3).to(dtype) for dtype in dtypes)
    with pytest.raises(Broken, match="compared in float64"):
        _ = same(a, b)


@pytest.mark.parametrize("dtype", [torch.float64, torch.complex128, torch.int64, torch.bool])
def test_identities_hold_in_double_precision_and_without_fractions(dtype: torch.dtype) -> None:
    a = torch.tensor([0, 1, 1]).to(dtype)
    assert same(a, a.clone()).verdict is Verdict.SUPPORTED
    assert same(a, a.roll(1)).verdict is Verdict.REFUTED


@pytest.mark.parametrize("terms", [64, 4_096, 65_000])
def test_sums_in_another_order_are_equal_up_to_65_000_terms(terms: int) -> None:
    x = Lab().normal(200, terms)
    shuffled = x[:, torch.randperm(terms)]
    o = same(x.sum(-1), shuffled.cumsum(-1)[:, -1])
    assert o.verdict is Verdict.SUPPORTED
    # Measured 0.17 to 0.2 times √terms·eps for a running sum against a pairwise one.
    assert o.value <= math.sqrt(terms) * EPS


def bert(lab: Lab, act: str = "gelu", attention: str = "eager") -> BertModel:
    config: dict[str, Any] = {
        "vocab_size": 100,
        "hidden_size": 32,
        "num_hidden_layers": 12,
        "num_attention_heads": 4,
        "intermediate_size": 128,
        "hidden_act": act,
        "attn_implementation": attention,
    }
    return lab.inject(BertModel(BertConfig(**config)))


def hidden_states(act: str = "gelu", attention: str = "eager") -> Tensor:
    """The last hidden states of the same weights and words, whatever the implementation."""
    lab = Lab()
    model, ids = bert(lab, act, attention), lab.integers(0, 100, 8, 16)
    return model(ids).last_hidden_state


def test_twelve_layers_of_bert_are_equal_in_two_implementations_of_attention() -> None:
    o = same(hidden_states(), hidden_states(attention="sdpa"))
    assert o.verdict is Verdict.SUPPORTED
    # Measured 2.8 eps, where the target allows 450,000.
    assert 0 < o.value < 30 * EPS


def test_tanh_gelu_in_place_of_erf_gelu_is_refuted_in_float64() -> None:
    assert same(hidden_states(), hidden_states("gelu_pytorch_tanh")).verdict is Verdict.REFUTED
    x = Lab().normal(1_000)
    a, b = gelu(x), gelu(x, approximate="tanh")
    assert same(a, b).verdict is Verdict.REFUTED
    # The tolerance that float32 asks for would have let it pass.
    assert torch.allclose(a.float(), b.float(), atol=1e-3)


def test_a_forgotten_bias_of_a_thousandth_is_refuted_in_float64() -> None:
    def say(lab: Lab) -> None:
        linear = lab.inject(nn.Linear(64, 64))
        with torch.no_grad():
            _ = linear.bias.fill_(1e-3)
        x = lab.normal(20, 64)
        lab.same("output", x @ linear.weight.T, linear(x))

    assert all(observe(say, seed).verdict is Verdict.REFUTED for seed in range(60))


def test_cancellation_needs_the_size_of_what_cancelled() -> None:
    x, y = Lab().normal(2, 1_000)
    left = (x * 1e8 + y) - x * 1e8
    assert same(left, y).verdict is Verdict.INCONCLUSIVE
    assert same(left, y, scale=1e8).verdict is Verdict.SUPPORTED
    assert same(left, y + 1_000, scale=1e8).verdict is Verdict.REFUTED


LOW = {torch.float16: 256, torch.bfloat16: 16, torch.float32: 1_024}
"""Each precision with the most terms, of those tried, whose rounding leaves room for a mistake."""


def product(precision: torch.dtype, terms: int, mistake: float = 0.0, seed: int = 0) -> Observation:
    def say(lab: Lab) -> None:
        a, b = lab.normal(32, terms), lab.normal(terms, 32)
        rounded = (a.to(precision) @ b.to(precision)).double()
        lab.same("product", rounded, a @ b * (1 - mistake), precision=precision, terms=terms)

    return observe(say, seed)


@pytest.mark.parametrize("precision", LOW)
def test_rounding_of_a_lower_precision_is_told_from_a_mistake(precision: torch.dtype) -> None:
    for terms in (1, LOW[precision]):
        right = [product(precision, terms, seed=seed) for seed in range(20)]
        assert all(o.verdict is Verdict.SUPPORTED for o in right)
        target = right[0].target
        assert target.high == 8 * torch.finfo(precision).eps * math.sqrt(terms)
        assert target.refuted_above == min(100 * target.high, target.high**0.5)
        # Either is as far from the verdict's edge as rounding and the largest entry may take it.
        assert product(precision, terms, 1.4 * target.high).verdict is Verdict.INCONCLUSIVE
        assert product(precision, terms, 1.4 * target.refuted_above).verdict is Verdict.REFUTED


def test_rounding_as_large_as_the_values_is_no_subject() -> None:
    assert product(torch.bfloat16, 16).target.high == 0.25
    with pytest.raises(Broken, match="nothing could be refuted"):
        _ = product(torch.bfloat16, 17)


def test_leakage_under_minus_infinity_is_exactly_zero_and_under_minus_ten_is_not() -> None:
    scores = Lab().normal(4, 8)
    for hidden, verdict in ((-math.inf, Verdict.SUPPORTED), (-10.0, Verdict.REFUTED)):
        weights = scores.index_fill(1, torch.tensor([5]), hidden).softmax(-1)
        assert observe(lambda lab, w=weights: lab.zero("leak", w[:, 5])).verdict is verdict


def test_overflow_is_observed_by_finite() -> None:
    big = torch.full((4,), 300.0, dtype=torch.float16)
    assert observe(lambda lab: lab.finite("squares", big * big)).verdict is Verdict.REFUTED
    assert observe(lambda lab: lab.finite("squares", big.float() ** 2)).verdict is Verdict.SUPPORTED
