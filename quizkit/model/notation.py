"""Numbers and targets as a reader wants them: 1024, 0.01, 2.3×10⁻¹⁶, 1 ± 0.1, ≤ 10⁻¹⁰."""

import math

from quizkit.model.evidence import Target
from quizkit.model.text import Lang

SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def number(value: float) -> str:
    """A number as a reader wants it: 0.01, 1024, 10⁻⁶, 3×10⁵, and a count in full: 109,482,240."""
    if value == 0:
        return "0"
    size = abs(value)
    if 1e-3 <= size < 1e5:
        return f"{value:.10g}" if value == round(value, 4) or size >= 1e4 else f"{value:.4g}"
    if value == round(value) and value != float(f"{value:.4g}") and size < 1e15:
        return f"{value:,.0f}"
    mantissa, _, exponent = f"{value:.3e}".partition("e")
    ten = power(int(exponent))
    digits = mantissa.rstrip("0").rstrip(".")
    return {"1": ten, "-1": f"-{ten}"}.get(digits, f"{digits}×{ten}")


def power(exponent: int) -> str:
    """A power of ten."""
    return f"10{str(exponent).translate(SUPERSCRIPTS)}"


def rounded(value: float) -> str:
    """An estimated number, to four digits."""
    return number(float(f"{value:.4g}"))


def estimate(value: float, low: float, high: float) -> tuple[str, str, str]:
    """An estimate and the ends of its interval, all to the same place.

    The value has three digits, unless the interval leaves it fewer: of its half, one digit is told
    at least and two at most.
    """
    half = (high - low) / 2
    if half <= 0 or not 1e-3 <= max(abs(value), half) < 1e5:
        return rounded(value), rounded(low), rounded(high)
    one_of_half = -math.floor(math.log10(half))
    three_of_value = 2 - math.floor(math.log10(max(abs(value), half)))
    places = max(0, one_of_half, min(three_of_value, one_of_half + 1))
    return f"{value:.{places}f}", f"{low:.{places}f}", f"{high:.{places}f}"


def aim(target: Target, lang: Lang = Lang.EN) -> str:
    """A target in words: `1 ± 0.1`, `≤ 10⁻¹⁰`, `exactly 0`."""
    low, high, equals = target.low, target.high, target.equals
    if equals is not None:
        margin = float(f"{high - equals:.3g}")
        if not margin:
            return f"{'恰为' if lang is Lang.ZH else 'exactly'} {number(equals)}"
        told = f"{number(equals)} ± {number(margin)}"
    elif low <= 0 <= high < target.refuted_above or low == -math.inf:
        told = f"≤ {number(high)}"
    else:
        told = f"≥ {number(low)}" if high == math.inf else f"{number(low)} … {number(high)}"
    return told
