"""A small pack to practise with, and a check that needs no torch."""

import signal
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from quizkit.bank import Bank, Pack, load
from quizkit.model import Observation, Predict, Target

# A run in the background is started with SIGINT ignored, which its children would inherit.
_ = signal.signal(signal.SIGINT, signal.default_int_handler)

MakeBank = Callable[[Mapping[str, int]], Bank]

QUESTION = """\
question:
  en: "What does {slug} say about $d_k$?"
  zh: "{slug} 对 $d_k$ 说了什么？"
answer:
  en: |
    A score $q\\cdot k$ is a sum of $d_k$ products, so **its variance is** $d_k$.

    | width | deviation |
    | --- | --- |
    | 64 | 8 |
    | 256 | 16 |

    ```python
    scores = q @ k.T / d_k**0.5  # unit variance
    ```
  zh: |
    得分 $q\\cdot k$ 是 $d_k$ 个乘积之和，所以**它的方差是** $d_k$。

    | 维度 | 标准差 |
    | --- | --- |
    | 64 | 8 |
    | 256 | 16 |
points:
  - {{en: the variance grows, zh: 方差增长, any: [variance, 方差]}}
  - {{en: the softmax saturates, zh: softmax 饱和, any: [saturate, 饱和]}}
  - {{en: the entries are independent, zh: 各分量独立, any: [independent, 独立]}}
claims:
{claims}
choices:
  right: {{en: The variance grows., zh: 方差增长。}}
  wrong:
    - {{en: The mean grows., zh: 均值增长。, why: {{en: It is 0., zh: 均值为 0。}}}}
    - {{en: The sum is 1., zh: 和为 1。, why: {{en: The softmax does., zh: 是 softmax 的作用。}}}}
    - {{en: The length is 1., zh: 长度为 1。, why: {{en: No vector changes., zh: 没有向量改变。}}}}
difficulty: 2
follow_ups: []
sources: [vaswani2017]
covers: ["002#4"]
"""
CLAIM = """\
  - id: variance-{n}
    says: {{en: The scaled score has variance 1., zh: 缩放后得分的方差为 1。}}
    check: scaling/unit_variance
    observations: [score variance]
    predict:
      ask: {{en: "What is the variance at $d_k$ = 64?", zh: "$d_k$ = 64 时方差是多少？"}}
      observation: score variance
      at: {{d_k: 64}}
      control: unscaled
"""
NAMED = """\
  - id: named-so
    says: {en: This is called scaling., zh: 这称为缩放。}
    check: none
    because: definition
    source: vaswani2017
"""


@pytest.fixture
def make_bank(tmp_path: Path) -> MakeBank:
    """Write and load a pack: each question's id with the number of its predict cards."""

    def make(questions: Mapping[str, int]) -> Bank:
        root = tmp_path / "pack"
        (root / "checks").mkdir(parents=True, exist_ok=True)
        for key, predicts in questions.items():
            path = root / "qa_bank" / f"{key}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            claims = "".join(CLAIM.format(n=n) for n in range(predicts)) or NAMED
            text = QUESTION.format(slug=path.stem, claims=claims)
            _ = path.write_text(text, encoding="utf-8")
        return load(Pack(root))

    return make


@pytest.fixture
def measured() -> Callable[[str, Predict], Observation]:
    """What the control "unscaled" comes to at d_k = 64, as the real check measures it."""

    def measure(check: str, predict: Predict) -> Observation:
        assert (check, predict.control) == ("scaling/unit_variance", "unscaled")
        return Observation(
            name=predict.observation,
            at=predict.at,
            value=64.1,
            low=61.2,
            high=67.1,
            target=Target.band(0.9, 1.1, equals=1.0),
            stderr=0.64,
            units=20_000,
        )

    return measure
