"""The results of a verification as JUnit's XML, which test reports of CI systems read.

A question is a test suite and a claim a test case. A claim that is refuted, inconclusive or
toothless is a failure, and the verdict is its type.
"""

import re
from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from quizkit.model import Observation, Verdict
from quizkit.model.result import ClaimResult

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""XML 1.0 has no way to write these, escaped or not (§2.2)."""
_KINDS = {
    Verdict.REFUTED: "failure",
    Verdict.INCONCLUSIVE: "failure",
    Verdict.TOOTHLESS: "failure",
    Verdict.ERROR: "error",
    Verdict.SKIPPED: "skipped",
}


def results_junit(results: Sequence[ClaimResult]) -> str:
    """The whole document, with a line end."""
    root = Element("testsuites", _counts("quizkit verify", results))
    for question in dict.fromkeys(result.question for result in results):
        claims = [result for result in results if result.question == question]
        suite = SubElement(root, "testsuite", _counts(question, claims))
        if when := min((r.measured_at for r in claims if r.measured_at), default=None):
            suite.set("timestamp", when.replace(microsecond=0, tzinfo=None).isoformat())
        for claim in claims:
            _case(suite, claim)
    indent(root)
    return tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _case(suite: Element, claim: ClaimResult) -> None:
    name = claim.id.removeprefix(f"{claim.question}#")
    attributes = {"classname": claim.question, "name": name, "time": f"{claim.seconds:.3f}"}
    case = SubElement(suite, "testcase", _all_cleaned(attributes))
    if kind := _KINDS.get(claim.verdict):
        message = claim.reasons[0] if claim.reasons else str(claim.verdict)
        attributes = {"message": message}
        if kind != "skipped":
            attributes["type"] = str(claim.verdict)
        SubElement(case, kind, _all_cleaned(attributes)).text = _clean("\n".join(claim.reasons))
    SubElement(case, "system-out").text = _clean("\n".join(_told(claim)))


def _told(claim: ClaimResult) -> Iterable[str]:
    yield f"{'myth: ' if claim.myth else ''}{claim.says.en}"
    yield f"check: {claim.check}"
    for report in claim.reports:
        for o in report.claim.observations:
            if not claim.names or o.name in claim.names:
                yield f"seed {report.seed}: {_line(o)}"


def _line(o: Observation) -> str:
    at = "".join(f", {key}={value}" for key, value in o.at.items())
    return (
        f"{o.name}{at}: {o.value:.4g} [{o.low:.4g}, {o.high:.4g}], target {o.target}: {o.verdict}"
    )


def _counts(name: str, results: Sequence[ClaimResult]) -> dict[str, str]:
    kinds = [_KINDS.get(result.verdict) for result in results]
    return _all_cleaned(
        {
            "name": name,
            "tests": str(len(results)),
            "failures": str(kinds.count("failure")),
            "errors": str(kinds.count("error")),
            "skipped": str(kinds.count("skipped")),
            "time": f"{sum(result.seconds for result in results):.3f}",
        }
    )


def _all_cleaned(attributes: dict[str, str]) -> dict[str, str]:
    return {name: _clean(text) for name, text in attributes.items()}


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
