"""Numbers and targets as a reader wants them: 1024, 0.01, 2.3×10⁻¹⁶, 1 ± 0.1, ≤ 10⁻¹⁰."""

import math

from quizkit.model.evidence import Target

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
    """An estimate and the ends of its interval, with the digits that the interval leaves it.

    The value keeps three digits at least, and the interval one.
    """
    sizes = [abs(value), (high - low) / 2]
    if not all(1e-3 <= size < 1e5 for size in sizes[:1]) or sizes[1] <= 0:
        return rounded(value), rounded(low), rounded(high)
    digits = (2 - math.floor(math.log10(sizes[0])), -math.floor(math.log10(sizes[1])))
    places = min(max(*digits, 0), 6)
    return f"{value:.{places}f}", f"{low:.{places}f}", f"{high:.{places}f}"


def aim(target: Target) -> str:
    """A target in words: `1 ± 0.1`, `≤ 10⁻¹⁰`, `exactly 0`."""
    low, high, equals = target.low, target.high, target.equals
    if equals is not None:
        margin = high - equals
        return f"{number(equals)} ± {number(margin)}" if margin else f"exactly {number(equals)}"
    if low <= 0 <= high < target.refuted_above or low == -math.inf:
        return f"≤ {number(high)}"
    return f"≥ {number(low)}" if high == math.inf else f"{number(low)} … {number(high)}"
