"""A check's own names in Chinese.

What a check calls its observations, controls and sweeps is English, and that is what identifies
them: in reports, in the cache, in the certificate and in questions. Chinese is put in their place
where they are shown.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from quizkit.model.evidence import Arm, Report
from quizkit.model.question import Scalar
from quizkit.model.result import ClaimResult
from quizkit.model.text import Text

Chinese = Mapping[str, str]
"""Names in Chinese by their English. A name that is missing stays as it is."""
NO_CHINESE: Chinese = MappingProxyType({})


def told(name: str, chinese: Chinese) -> str:
    """A name in Chinese.

    What the evidence layer appends behind a comma stays: `growth, local slope from 16 to 64`.
    """
    if name in chinese:
        return chinese[name]
    head, comma, rest = name.rpartition(", ")
    return f"{chinese[head]}{comma}{rest}" if head in chinese else name


def point_told(at: Mapping[str, Scalar], chinese: Chinese) -> dict[str, Scalar]:
    """A sweep point in Chinese: its sweeps, and the points that are words."""
    return {told(k, chinese): told(v, chinese) if isinstance(v, str) else v for k, v in at.items()}


def report_told(report: Report, chinese: Chinese) -> Report:
    """A report whose names are Chinese: for showing, never for keeping."""
    controls = tuple(_arm_told(arm, chinese) for arm in report.controls)
    title = told(report.title, chinese)
    return replace(report, title=title, claim=_arm_told(report.claim, chinese), controls=controls)


def result_told(result: ClaimResult, chinese: Chinese, true: Text) -> ClaimResult:
    """A result whose reports have Chinese names: for showing, never for keeping.

    `true` is the claim, or what corrects a myth: the Chinese of the title.
    """
    reports = tuple(
        replace(report_told(report, chinese), title=true.zh) for report in result.reports
    )
    names = tuple(told(name, chinese) for name in result.names)
    return replace(result, reports=reports, names=names)


def _arm_told(arm: Arm, chinese: Chinese) -> Arm:
    return replace(
        arm,
        control=arm.control and told(arm.control, chinese),
        observations=tuple(
            replace(o, name=told(o.name, chinese), at=point_told(o.at, chinese))
            for o in arm.observations
        ),
        records=tuple(
            replace(r, name=told(r.name, chinese), at=point_told(r.at, chinese))
            for r in arm.records
        ),
    )
