"""The two sides of a card as Markdown, for formats that know no more than two sides."""

import re
from collections.abc import Iterator

from quizkit.export.cards.card import Evidence, ExportCard
from quizkit.export.cards.words import MEASURED, circumstances, letter, verdict_of
from quizkit.model.text import Text

MARKS = re.compile(r"[\\`*_{}\[\]<>()#+!|$~-]")


def literal(text: str) -> str:
    """A text that is no Markdown, as Markdown that shows it."""
    return MARKS.sub(r"\\\g<0>", text)


def front(card: ExportCard) -> Text:
    """What is asked, and the options."""
    parts = [card.front]
    if card.options:
        parts.append(_options(card))
    return _joined(parts)


def back(card: ExportCard, *, dated: bool) -> Text:
    """The answer and the verdicts; `dated` says whether with when and with what."""
    answer = card.answer
    parts = [Text(f"**{answer.en}**", f"**{answer.zh}**")] if answer else []
    if card.back.en:
        parts.append(card.back)
    if card.evidence:
        parts.append(_verdicts(card, dated=dated))
    return _joined(parts)


def _options(card: ExportCard) -> Text:
    named = [(letter(i), option.text) for i, option in enumerate(card.options)]
    return Text(
        "\n".join(f"- **{name}** {text.en}" for name, text in named),
        "\n".join(f"- **{name}** {text.zh}" for name, text in named),
    )


def _verdicts(card: ExportCard, *, dated: bool) -> Text:
    if len(card.evidence) == 1 and card.id.claim:
        told = _told(card.evidence[0], dated=dated)
        return Text(f"{MEASURED.en}: {told.en}", f"{MEASURED.zh}：{told.zh}")
    lines = list(_lines(card, dated=dated))
    return Text(
        "\n".join([f"{MEASURED.en}:\n", *(line.en for line in lines)]),
        "\n".join([f"{MEASURED.zh}：\n", *(line.zh for line in lines)]),
    )


def _lines(card: ExportCard, *, dated: bool) -> Iterator[Text]:
    for evidence in card.evidence:
        told = _told(evidence, dated=dated)
        says = evidence.says
        yield Text(f"- {says.en} *{told.en}*", f"- {says.zh} *{told.zh}*")


def _told(evidence: Evidence, *, dated: bool) -> Text:
    verdict = verdict_of(evidence)
    if not dated:
        return verdict
    when = circumstances(evidence)
    return Text(f"{verdict.en} ({literal(when.en)})", f"{verdict.zh}（{literal(when.zh)}）")


def _joined(parts: list[Text]) -> Text:
    return Text("\n\n".join(p.en.strip() for p in parts), "\n\n".join(p.zh.strip() for p in parts))
