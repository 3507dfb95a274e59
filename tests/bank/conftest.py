"""A small pack without a fault, to be broken by each test in one way."""

from pathlib import Path

import pytest

from quizkit.bank import Bank, Fault, Pack, lint, load

QUESTION = """\
question:
  en: Why are attention scores divided by √d_k?
  zh: 注意力得分为什么要除以 √d_k？
answer:
  en: |
    A score is a sum of $d_k$ products.
    Its variance grows with the width.
  zh: |
    得分是 $d_k$ 个乘积之和。
    其方差随宽度增长。
points:
  - {en: the variance grows, zh: 方差增长, any: [variance, 方差]}
  - {en: the softmax saturates, zh: softmax 饱和, any: [saturate, 饱和]}
  - {en: the entries are independent, zh: 各分量独立, any: [independent, 独立]}
claims:
  - id: unit-variance
    says: {en: The scaled score has variance 1., zh: 缩放后得分的方差为 1。}
    check: scaling/unit_variance
    observations: [score variance]
    predict:
      ask: {en: What is the variance without it?, zh: 不缩放时方差是多少？}
      observation: score variance
      at: {d_k: 64}
      control: unscaled
  - id: keys-make-it
    says: {en: Every score has variance 1., zh: 任何得分的方差都为 1。}
    myth: true
    truth: {en: Only the scaled score has., zh: 只有缩放后的得分如此。}
    check: scaling/unit_variance
  - id: named-so
    says: {en: This is called scaling., zh: 这称为缩放。}
    check: none
    because: definition
    source: vaswani2017
choices:
  right: {en: The variance grows., zh: 方差增长。}
  wrong:
    - en: The mean grows.
      zh: 均值增长。
      why: {en: It is 0., zh: 均值为 0。}
    - {en: The sum is 1., zh: 和为 1。, why: {en: The softmax does that., zh: softmax 使然。}}
    - {en: The length is 1., zh: 长度为 1。, why: {en: It is not., zh: 不是。}}
difficulty: 2
follow_ups: [scaling/gradients]
sources: [vaswani2017 §3.2.1]
covers: ["002#4"]
"""

CHECK = '''\
"""Dividing by √d_k keeps attention scores at unit variance."""

from quizkit.evidence import Lab, check


@check(controls={"unscaled": {"power": 0.0}, "divided by d_k": {"power": 1.0}})
def unit_variance(lab: Lab, power: float = 0.5) -> None:
    for d_k in lab.sweep("d_k", (16, 64)):
        q, k = lab.normal(2, 20_000, d_k)
        lab.variance("score variance", (q * k).sum(-1) / d_k**power, equals=1.0, within=0.1)


if __name__ == "__main__":
    unit_variance.main()
'''

REFERENCES = """\
vaswani2017:
  authors: Vaswani, Shazeer
  title: Attention Is All You Need
  year: 2017
  url: https://arxiv.org/abs/1706.03762
"""

GLOSSARY = """\
attention score:
  zh: 注意力得分
  avoid: [注意力分数]
  means: {en: How much a query asks for a key., zh: 查询与键的匹配程度。}
"""

FIRST = "qa_bank/scaling/why-scale.yaml"
SECOND = "qa_bank/scaling/gradients.yaml"
MARK = "▸"
NEWLINE = "\n"
CHECKED = "checks/scaling/unit_variance.py"


class MadePack:
    """A pack in a folder of the test."""

    first = FIRST
    second = SECOND
    check = CHECKED
    question_text = QUESTION
    check_text = CHECK

    def __init__(self, root: Path) -> None:
        self.root = root
        self.pack = Pack(root)

    def write(self, path: str, text: str | bytes) -> Path:
        """Write a file of the pack as it is given, byte by byte."""
        full = self.root / path
        full.parent.mkdir(parents=True, exist_ok=True)
        _ = full.write_bytes(text if isinstance(text, bytes) else text.encode())
        return full

    def change(self, path: str, *changes: tuple[str, str]) -> str:
        """Replace pieces of a file, each of which must be there.

        A mark ▸ among the new pieces is taken out, and its place returned as lint writes it:
        path:line:column.
        """
        text = (self.root / path).read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, f"{old!r} is not in {path}"
            text = text.replace(old, new, 1)
        before, _, after = text.partition(MARK)
        _ = self.write(path, before + after)
        return f"{path}:{before.count(NEWLINE) + 1}:{len(before) - before.rfind(NEWLINE)}"

    def lint(self) -> list[Fault]:
        """The faults of the pack."""
        return lint(self.pack)

    def told(self) -> list[str]:
        """The faults as `path:line:column: message | hint`, the path from the pack's root."""
        return [f"{fault} | {fault.hint}".replace(f"{self.root}/", "") for fault in self.lint()]

    def load(self, cache_dir: Path | None = None) -> Bank:
        """The bank of the pack."""
        return load(self.pack, cache_dir)


@pytest.fixture
def made(tmp_path: Path) -> MadePack:
    """A pack of two questions, one check, one reference and one term, without a fault."""
    made = MadePack((tmp_path / "pack").resolve())
    _ = made.write(FIRST, QUESTION)
    _ = made.write(SECOND, QUESTION.replace("[scaling/gradients]", "[scaling/why-scale]"))
    _ = made.write(CHECKED, CHECK)
    _ = made.write("qa_bank/references.yaml", REFERENCES)
    _ = made.write("qa_bank/glossary.yaml", GLOSSARY)
    return made
