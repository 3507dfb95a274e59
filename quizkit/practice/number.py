"""Numbers as a learner types them, and as they are told."""

import math
import re

from quizkit.model.text import Text

_PLAIN = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?"
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?")
_FORM = re.compile(rf"({_PLAIN})(?:(%)|(/|\^|\*\*)({_PLAIN}))?")
_SAME = str.maketrans({"，": ",", "。": ".", "．": ".", "％": "%", "／": "/", "−": "-", "－": "-"})
_HOW = Text(
    "write it like 64, 0.5, 1e-3, 50%, 3/4 or 2^16",
    "可以写成 64、0.5、1e-3、50%、3/4 或 2^16",
)


class NotANumber(ValueError):
    """What was typed is no number; `told` says so to the learner."""

    def __init__(self, told: Text) -> None:
        super().__init__(told.en)
        self.told = told


def read_number(typed: str) -> float:
    """Return the number typed: a decimal, a percentage, a fraction or a power.

    Raises:
        NotANumber: with a sentence for the learner.
    """
    text = typed.translate(_SAME).replace(" ", "").lower()
    if not text:
        raise NotANumber(Text(f"Type a number first: {_HOW.en}.", f"请先输入一个数：{_HOW.zh}。"))
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    form = _FORM.fullmatch(text)
    if form is None:
        shown = "".join(c if c.isprintable() else " " for c in typed[:40])
        raise NotANumber(
            Text(f"“{shown}” is no number: {_HOW.en}.", f"“{shown}”不是一个数：{_HOW.zh}。")
        )
    return _value(*form.groups())


def _value(first: str, percent: str | None, operator: str | None, second: str | None) -> float:
    try:
        value = float(first) / 100 if percent else float(first)
        if operator and second:
            value = value / float(second) if operator == "/" else value ** float(second)
    except (ZeroDivisionError, OverflowError) as error:
        raise _too_large() from error
    if isinstance(value, complex) or not math.isfinite(value):
        raise _too_large()
    return value


def _too_large() -> NotANumber:
    return NotANumber(Text("That is no finite number.", "这不是一个有限的数。"))


def exactly(value: float) -> str:
    """Four digits; whole numbers whole."""
    whole = value == int(value) and abs(value) < 1e15
    return f"{value:,.0f}" if whole else f"{value:,.4g}"


def roughly(value: float) -> str:
    """Two digits, large numbers written out."""
    two = float(f"{value:.2g}")
    return f"{two:,.0f}" if 10 <= abs(two) < 1e15 else f"{two:.2g}"
