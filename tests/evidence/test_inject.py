"""Injected weights bring to light what default initialisation hides (EVIDENCE rule 18)."""

from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import Tensor, nn
from torch.nn.functional import layer_norm, linear
from transformers import BertConfig, BertForMaskedLM, BertModel, GPT2Config, GPT2Model
from transformers.pytorch_utils import Conv1D

from quizkit.evidence import Lab
from quizkit.model import Verdict

SEEDS = 60


def norm_without_bias(lab: Lab, module: nn.LayerNorm) -> None:
    x = lab.normal(20, 32)
    lab.same("output", layer_norm(x, (32,), module.weight), module(x))


def norm_without_gain(lab: Lab, module: nn.LayerNorm) -> None:
    x = lab.normal(20, 32)
    lab.same("output", layer_norm(x, (32,), bias=module.bias), module(x))


def verdicts(forgets: Callable[[Lab, nn.LayerNorm], None], inject: bool) -> list[Verdict]:
    found: list[Verdict] = []
    for seed in range(SEEDS):
        lab = Lab(seed)
        module = nn.LayerNorm(32, dtype=torch.float64)
        forgets(lab, lab.inject(module) if inject else module)
        found += [o.verdict for o in lab.observations]
    return found


@pytest.mark.parametrize("forgets", [norm_without_bias, norm_without_gain])
def test_default_init_hides_what_is_forgotten_and_injection_shows_it_on_every_seed(
    forgets: Callable[[Lab, nn.LayerNorm], None],
) -> None:
    assert verdicts(forgets, inject=False) == [Verdict.SUPPORTED] * SEEDS
    assert verdicts(forgets, inject=True) == [Verdict.REFUTED] * SEEDS


MODULES: dict[str, Callable[[], nn.Module]] = {
    "linear": lambda: nn.Linear(8, 8),
    "layer norm": lambda: nn.LayerNorm([4, 8]),
    "batch norm": lambda: nn.BatchNorm1d(8),
    "embedding": lambda: nn.Embedding(10, 8, padding_idx=0),
    "attention": lambda: nn.MultiheadAttention(8, 2, add_bias_kv=True),
    "convolution": lambda: nn.Conv2d(4, 8, 3),
    "recurrent": lambda: nn.LSTM(8, 8),
    "encoder layer": lambda: nn.TransformerEncoderLayer(8, 2),
    "bert": lambda: BertModel(small(BertConfig)),
    "gpt": lambda: GPT2Model(small(GPT2Config)),
}


def small(cls: type[Any]) -> Any:
    sizes = {"vocab_size": 50, "hidden_size": 32, "num_attention_heads": 2, "num_hidden_layers": 2}
    return cls(**sizes, **({"n_positions": 32} if cls is GPT2Config else {"intermediate_size": 64}))


@pytest.mark.parametrize("name", MODULES)
def test_every_parameter_and_running_statistic_is_random(name: str) -> None:
    module = Lab().inject(MODULES[name]())
    statistics = {k: b for k, b in module.named_buffers() if "running" in k}
    for key, values in [*module.named_parameters(), *statistics.items()]:
        flat = values.detach().flatten().tolist()
        assert len(set(flat)) == len(flat), f"{key} repeats a value"
        assert values.dtype == torch.float64
    assert not module.training


def test_running_statistics_are_a_mean_and_a_positive_variance() -> None:
    module = Lab().inject(nn.BatchNorm1d(1_000))
    mean, variance = module.running_mean, module.running_var
    assert isinstance(mean, Tensor)
    assert isinstance(variance, Tensor)
    assert abs(float(mean.mean())) < 0.2
    assert float(variance.min()) >= 0.5


def test_the_row_of_the_padding_token_is_random_too() -> None:
    table = Lab().inject(nn.Embedding(10, 8, padding_idx=0))
    assert float(table.weight[0].detach().abs().min()) > 0


def test_masks_positions_and_frequencies_are_left_alone() -> None:
    module = BertModel(small(BertConfig))
    before = {k: b.clone() for k, b in module.named_buffers()}
    after = dict(Lab().inject(module).named_buffers())
    assert before
    assert all(torch.equal(after[k], b) for k, b in before.items())


def tied() -> BertForMaskedLM:
    return BertForMaskedLM(small(BertConfig))


def test_a_tied_parameter_is_injected_once_and_stays_tied() -> None:
    class Untied(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.first = nn.Linear(8, 8, bias=False)

    class Tied(Untied):
        def __init__(self) -> None:
            super().__init__()
            self.second = nn.Linear(8, 8, bias=False)
            self.second.weight = self.first.weight

    module = Lab().inject(Tied())
    assert module.second.weight is module.first.weight
    assert torch.equal(module.first.weight, Lab().inject(Untied()).first.weight)
    model = Lab().inject(tied())
    assert model.cls.predictions.decoder.weight is model.bert.embeddings.word_embeddings.weight


def test_a_module_without_dimensions_in_a_parameter_is_injected() -> None:
    class Scaled(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.scale = nn.Parameter(torch.tensor(1.0))

    assert float(Lab().inject(Scaled()).scale.detach()) != 1.0


UNIT_SCALE: dict[str, Callable[[Lab], Tensor]] = {
    "linear 16 to 256": lambda lab: lab.inject(nn.Linear(16, 256, bias=False))(lab.normal(200, 16)),
    "linear 256 to 16": lambda lab: lab.inject(nn.Linear(256, 16, bias=False))(
        lab.normal(900, 256)
    ),
    "Conv1D 16 to 256": lambda lab: no_bias(lab.inject(Conv1D(256, 16)))(lab.normal(200, 16)),
    "Conv1D 256 to 16": lambda lab: no_bias(lab.inject(Conv1D(16, 256)))(lab.normal(900, 256)),
    "convolution": lambda lab: lab.inject(nn.Conv1d(16, 64, 5, bias=False))(lab.normal(30, 16, 40)),
    "embedding": lambda lab: lab.inject(nn.Embedding(100, 64)).weight,
    "tied logits": lambda lab: linear(
        lab.normal(400, 32), lab.inject(tied()).cls.predictions.decoder.weight
    ),
}


def no_bias(module: Conv1D) -> Conv1D:
    with torch.no_grad():
        _ = module.bias.zero_()
    return module


@pytest.mark.parametrize("name", UNIT_SCALE)
def test_unit_inputs_give_outputs_of_unit_scale(name: str) -> None:
    # A few thousand weights know their own scale to some percent.
    assert float(UNIT_SCALE[name](Lab()).detach().std()) == pytest.approx(1.0, rel=0.12)


def test_attention_is_not_saturated() -> None:
    lab = Lab()
    module = lab.inject(nn.MultiheadAttention(64, 4, batch_first=True))
    x = lab.normal(20, 16, 64)
    weights = module(x, x, x, average_attn_weights=False)[1].detach()
    assert float(weights.max()) < 0.999
    assert float(weights.std()) > 0.01


def test_the_same_weights_come_back_for_the_same_seed_alone() -> None:
    one, again, other = (Lab(seed).inject(nn.Linear(4, 4)).weight for seed in (0, 0, 1))
    assert torch.equal(one, again)
    assert not torch.equal(one, other)
