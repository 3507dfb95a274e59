"""Verdicts in words; apart from how they are reached, on which every certificate depends."""

from quizkit.model.evidence import Verdict
from quizkit.model.text import Text

VERDICTS = {
    Verdict.SUPPORTED: Text("supported", "成立"),
    Verdict.REFUTED: Text("refuted", "被推翻"),
    Verdict.INCONCLUSIVE: Text("inconclusive", "无法判定"),
    Verdict.TOOTHLESS: Text("toothless", "检验无效"),
    Verdict.ERROR: Text("broken", "出错"),
    Verdict.SKIPPED: Text("skipped", "已跳过"),
}
"""As they stand in a sentence."""
