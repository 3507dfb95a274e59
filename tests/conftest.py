"""A small pack to practise with, and a check that needs no torch."""

import signal
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from quizkit.bank import Bank, Pack, load
from quizkit.errors import QuizkitError
from quizkit.model import Address, Arm, Observation, Report, Target
from quizkit.model.chinese import Chinese
from quizkit.practice import Cancelled

# A run in the background is started with SIGINT ignored, which its children would inherit.
_ = signal.signal(signal.SIGINT, signal.default_int_handler)

MakeBank = Callable[[Mapping[str, int]], Bank]


def pytest_addoption(parser: pytest.Parser) -> None:
    """The one way to renew the golden pages of the screens."""
    parser.addoption(
        "--renew-snapshots",
        action="store_true",
        help="write tests/tui/snapshots anew; look at the difference before you commit it",
    )


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
def measured() -> Callable[[str, Address], Observation]:
    """What the control "unscaled" comes to at d_k = 64, or the claim, as the real check does."""

    def measure(check: str, address: Address) -> Observation:
        assert check == "scaling/unit_variance"
        own = address.control is None
        return Observation(
            name=address.observation,
            at=address.at,
            value=1.001 if own else 64.1,
            low=0.95 if own else 61.2,
            high=1.05 if own else 67.1,
            target=Target.band(0.9, 1.1, equals=1.0),
            stderr=0.64,
            units=20_000,
        )

    return measure


class FakeChecks:
    """Measures at once, or when told, or breaks."""

    def __init__(self, measure: Callable[[str, Address], Observation]) -> None:
        self._measure = measure
        self.cancelled = threading.Event()
        self.go = threading.Event()
        self.go.set()
        self.breaks = ""
        self.whole: Report | None = None
        self.ready: list[str] = []

    def get_ready(self, checks: Sequence[str]) -> None:
        """Note what was got ready."""
        self.ready += checks

    def controls(self, check: str) -> tuple[str, ...]:
        """Two, as every check has."""
        return ("unscaled", "divided by d_k")

    def chinese(self, check: str) -> Chinese:
        """What a pack's zh.yaml says."""
        return {"score variance": "得分方差", "unscaled": "不缩放"}

    def seconds(self, check: str) -> float | None:
        """As if it had been certified."""
        return 2.0

    def measure(self, check: str, address: Address) -> Observation:
        """Wait for `go`, then measure, break or be cancelled."""
        self._wait()
        return self._measure(check, address)

    def report(self, check: str) -> Report:
        """What a test says it comes to; else as `measure`, in every arm."""
        self._wait()
        if self.whole:
            return self.whole
        arms = [
            Arm(name, (self._measure(check, Address("score variance", {"d_k": 64}, name)),))
            for name in (None, *self.controls(check))
        ]
        return Report(check, 0, "Scaled scores have unit variance.", arms[0], tuple(arms[1:]))

    def _wait(self) -> None:
        self.cancelled.clear()
        for _ in range(1000):
            if self.go.wait(0.01):
                break
            if self.cancelled.is_set():
                raise Cancelled
        if self.breaks:
            raise QuizkitError(self.breaks)

    def cancel(self) -> None:
        """End the measurement that waits."""
        self.cancelled.set()


@pytest.fixture
def fake_checks(measured: Callable[[str, Address], Observation]) -> FakeChecks:
    """What runs no check, and knows what the real one comes to."""
    return FakeChecks(measured)
