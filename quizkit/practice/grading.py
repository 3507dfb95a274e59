"""The grade that the error of a guess suggests."""

from quizkit.model.evidence import Observation
from quizkit.model.review import Rating
from quizkit.model.text import Text
from quizkit.practice.number import roughly

SPOKEN = 0.05
"""Nobody answers with more than two digits; two digits are within 5 % of a number."""
NEAR = 3.0
"""How many times the error that matters still counts as nearly right."""
ROUNDING = 1e-10
"""What an identity in float64 may be off by and still hold: nobody can mean less."""


def suggestion(guess: float, measured: Observation) -> tuple[Rating, Text]:
    """Return the grade that the error of a guess suggests, and the reason.

    An error matters once it is larger than the uncertainty of the measurement, the margin that the
    claim itself allows, and what two spoken digits can tell. Up to there: Good; up to three times
    that: Hard; beyond: Again. Easy is never suggested: a number does not tell how easily it came.
    """
    value = measured.value
    matters = max(_interval(measured), _margin(measured), SPOKEN * abs(value), ROUNDING)
    error = abs(guess - value)
    if error <= ROUNDING:
        return Rating.GOOD, Text("that is it", "完全正确")
    off, limit = roughly(error), roughly(matters)
    if error <= matters:
        return Rating.GOOD, Text(
            f"off by {off}, and only more than {limit} matters",
            f"相差 {off}，未超过有意义的误差 {limit}",
        )
    if matters == ROUNDING:
        return Rating.AGAIN, Text(
            f"off by {off}, where the value is exact", f"相差 {off}，而这个值是精确的"
        )
    if error <= NEAR * matters:
        return Rating.HARD, Text(
            f"off by {off}, up to three times the {limit} that matters",
            f"相差 {off}，不超过有意义的误差 {limit} 的三倍",
        )
    return Rating.AGAIN, Text(
        f"off by {off}, more than three times the {limit} that matters",
        f"相差 {off}，超过有意义的误差 {limit} 的三倍",
    )


def _interval(measured: Observation) -> float:
    return max(measured.value - measured.low, measured.high - measured.value, 0.0)


def _margin(measured: Observation) -> float:
    """How far a value may lie from the claim's own without refuting it."""
    target = measured.target
    return 0.0 if target.equals is None else max(target.high - target.equals, 0.0)
