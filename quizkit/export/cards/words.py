"""What exported cards say beside the texts of the pack, in both languages."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from quizkit.model.evidence import Verdict
from quizkit.model.text import Text

if TYPE_CHECKING:
    from quizkit.export.cards.card import Evidence

KINDS: Mapping[str, Text] = {
    "recall": Text("recall", "回忆"),
    "choice": Text("choice", "选择"),
    "myth": Text("true or false", "判断"),
    "predict": Text("predict", "预测"),
}
VERDICTS: Mapping[Verdict, Text] = {
    Verdict.SUPPORTED: Text("supported", "成立"),
    Verdict.REFUTED: Text("refuted", "不成立"),
    Verdict.INCONCLUSIVE: Text("inconclusive", "尚无定论"),
    Verdict.TOOTHLESS: Text("toothless: the check cannot fail", "检验无效：它不可能失败"),
    Verdict.ERROR: Text("the check broke", "检验程序出错"),
    Verdict.SKIPPED: Text("skipped", "未运行"),
}
MYTH_REFUTED = Text("false, by measurement", "经实测为假")
MEASURED = Text("Measured", "实测")
LISTED = Text("What it claims, and what was measured:", "相关论断与实测结果：")
SOURCES = Text("Sources", "出处")
FIGURE = Text("Figure", "图")


def letter(place: int) -> str:
    """The name of an option: A, B, C, …"""
    return chr(ord("A") + place)


def verdict_of(evidence: "Evidence") -> Text:
    """The verdict on a claim; a myth's check demonstrates the truth that corrects it."""
    if not evidence.myth:
        return VERDICTS[evidence.verdict]
    if evidence.verdict is Verdict.SUPPORTED:
        return MYTH_REFUTED
    verdict = VERDICTS[evidence.verdict]
    return Text(f"told as false; its correction is {verdict.en}", f"被指为假；更正：{verdict.zh}")


def circumstances(evidence: "Evidence") -> Text:
    """When it was measured, on how many seeds, and with what."""
    with_what = [f"{name} {version}" for name, version in evidence.versions.items()]
    with_what.append(evidence.device)
    en, zh = ", ".join(with_what), "、".join(with_what)
    seeds = Text(
        f"{evidence.seeds} seed" + "s" * (evidence.seeds != 1), f"{evidence.seeds} 个随机种子"
    )
    if evidence.measured_at is None:
        return Text(
            f"from the pack's certificate: {seeds.en}, {en}",
            f"来自卡组的证书：{seeds.zh}，{zh}",
        )
    day = f"{evidence.measured_at:%Y-%m-%d}"
    return Text(
        f"measured {day}: {seeds.en}, {en}",
        f"{day} 实测：{seeds.zh}，{zh}",
    )
