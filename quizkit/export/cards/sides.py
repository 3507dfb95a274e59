"""The two sides of a card as Markdown, for formats that know no more than two sides."""

import re
from collections.abc import Sequence

from quizkit.export.cards.card import Evidence, ExportCard
from quizkit.export.cards.words import LISTED, MEASURED, circumstances, letter, verdict_of
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
    whys = [(letter(i), option.why) for i, option in enumerate(card.options) if option.why]
    if whys:
        parts.append(_list([(f"**{name}** ✗", why) for name, why in whys]))
    if card.back.en:
        parts.append(card.back)
    if card.evidence:
        parts.append(_verdicts(card, dated=dated))
    return _joined(parts)


def _options(card: ExportCard) -> Text:
    return _list([(f"**{letter(i)}**", option.text) for i, option in enumerate(card.options)])


def _list(items: Sequence[tuple[str, Text]]) -> Text:
    return Text(
        "\n".join(f"- {mark} {text.en}" for mark, text in items),
        "\n".join(f"- {mark} {text.zh}" for mark, text in items),
    )


def _verdicts(card: ExportCard, *, dated: bool) -> Text:
    if len(card.evidence) == 1 and card.id.claim:
        told = _told(card.evidence[0], dated=dated)
        return Text(f"{MEASURED.en}: {told.en}", f"{MEASURED.zh}：{told.zh}")
    parts = [Text(f"{LISTED.en}\n", f"{LISTED.zh}\n"), *map(_line, card.evidence)]
    if dated:
        when = dict.fromkeys(map(circumstances, card.evidence))
        parts += [Text(f"\n{literal(w.en)}", f"\n{literal(w.zh)}") for w in when]
    return Text("\n".join(p.en for p in parts), "\n".join(p.zh for p in parts))


def _line(evidence: Evidence) -> Text:
    verdict, says = verdict_of(evidence), evidence.says
    return Text(f"- {says.en} *{verdict.en}*", f"- {says.zh} *{verdict.zh}*")


def _told(evidence: Evidence, *, dated: bool) -> Text:
    verdict = verdict_of(evidence)
    if not dated:
        return verdict
    when = circumstances(evidence)
    return Text(f"{verdict.en} ({literal(when.en)})", f"{verdict.zh}（{literal(when.zh)}）")


def _joined(parts: list[Text]) -> Text:
    return Text("\n\n".join(p.en.strip() for p in parts), "\n\n".join(p.zh.strip() for p in parts))
