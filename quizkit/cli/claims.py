"""What is told of a verified claim, as plain texts: its observations and its controls.

Everything here comes from a pack or a child process: `safe` makes it harmless to a terminal.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizkit.model import Lang, Observation, Report, Text, Verdict, combine, judge_arm
from quizkit.model.notation import aim, estimate, number, rounded
from quizkit.model.result import ClaimResult
from quizkit.model.verdict_words import VERDICTS

REASONS = 4
"""So many reasons are told, unless all are asked for."""
FEW = 3
"""So many readings of one quantity are told one by one; of more, the worst."""
EXPECTED = Text("expected", "期望")
CONTROL = Text("control", "对照")
IN_TRUTH = Text("in truth", "事实")
WORST_FIRST = (Verdict.ERROR, Verdict.REFUTED, Verdict.INCONCLUSIVE, Verdict.SUPPORTED)


@dataclass(frozen=True, slots=True)
class Reading:
    """One observation in words; `where` may say that it is the worst of many."""

    name: str
    value: str
    interval: str
    expected: str
    where: str
    verdict: Verdict
    doubt: str


@dataclass(frozen=True, slots=True)
class Control:
    """What came of one control; `refuted` names the observations that refute it."""

    name: str
    verdict: Verdict
    refuted: tuple[str, ...]
    reason: str


def readings(result: ClaimResult, lang: Lang, *, every: bool) -> list[Reading]:
    """The observations that decide a claim: `every` one, or of many the one nearest to failing."""
    groups: dict[str, list[tuple[Report, Observation]]] = {}
    for report in result.reports:
        for o in report.claim.observations:
            if not result.names or o.name in result.names:
                groups.setdefault(o.name, []).append((report, o))
    told: list[Reading] = []
    for group in groups.values():
        if every or len(group) <= FEW:
            told += [_reading(o, _where(result, report, o, lang), lang) for report, o in group]
        else:
            report, worst = min(group, key=lambda found: _badness(found[1]))
            at = _where(result, report, worst, lang)
            where = Text(f"worst of {len(group)}: {at}", f"{len(group)} 处中最差：{at}")
            told.append(_reading(worst, one(where, lang), lang))
    return told


def controls(result: ClaimResult) -> list[Control]:
    """What came of each control, over all seeds: a control is refuted when it is on every one."""
    names = [arm.control for report in result.reports[:1] for arm in report.controls]
    return [_control(result.reports, name or "") for name in names]


def verdict_word(verdict: Verdict, lang: Lang) -> str:
    """A verdict; in English by the name that `--json` gives it."""
    return VERDICTS[verdict].zh if lang is Lang.ZH else str(verdict)


def verdict_words(result: ClaimResult, lang: Lang) -> str:
    """A claim's verdict as it is told. A myth's check demonstrates the truth that corrects it."""
    word = verdict_word(result.verdict, lang)
    if not result.myth:
        return word
    return one(Text("myth, ", "误传，"), lang) + of_the_truth(result, lang)


def of_the_truth(result: ClaimResult, lang: Lang) -> str:
    """What became of a myth: its truth's verdict, from the myth's side."""
    if result.verdict is Verdict.SUPPORTED:
        return one(Text("refuted by measurement", "已被实测推翻"), lang)
    word = verdict_word(result.verdict, lang)
    return one(Text(f"whose correction is {word}", f"其更正{word}"), lang)


def came_of(control: Control, lang: Lang, *, every: bool) -> str:
    """What came of a control, in words."""
    word, names = verdict_word(control.verdict, lang), ", ".join(control.refuted)
    by = Text(f" by {names}", f"（{names}）") if every and names else Text("", "")
    reason = f" ({control.reason})" if control.reason else ""
    return f"{word}{one(by, lang)}{reason}"


def reasons(result: ClaimResult, lang: Lang, *, every: bool) -> Iterator[str]:
    """Why a claim is not supported."""
    shown = result.reasons if every else result.reasons[:REASONS]
    yield from map(safe, shown)
    if more := len(result.reasons) - len(shown):
        yield one(Text(f"… and {more} more; -v tells all", f"……另有 {more} 条；-v 全部列出"), lang)


def cost(result: ClaimResult, lang: Lang) -> str:
    """The check, its compute time, and whether it was measured now."""
    if not result.reports:
        return ""
    n, check, seconds = len(result.reports), safe(result.check), f"{result.seconds:.2f} s"
    seeds = Text(f", {n} seeds", f"，{n} 个种子") if n > 1 else Text("", "")
    cached = Text(", from the cache", "，取自缓存") if result.cached else Text("", "")
    told = Text(f"check {check}: {seconds}", f"检验 {check}：{seconds}")
    return one(told, lang) + one(seeds, lang) + one(cached, lang)


def in_lines(text: Text, lang: Lang, between: str = "\n") -> str:
    """A text on one line for each language that is asked for."""
    return between.join(map(safe, text.read(lang).split("\n\n")))


def one(text: Text, lang: Lang) -> str:
    """A word in one language: English where both are asked for."""
    return text.zh if lang is Lang.ZH else text.en


def controls_refuted(names: Sequence[str], lang: Lang) -> str:
    """The controls that did their work, on one line."""
    told = " · ".join(names)
    text = Text(
        f"{counted(len(names), 'control')} refuted: {told}", f"{len(names)} 个对照被推翻：{told}"
    )
    return one(text, lang)


def failed(results: Sequence[ClaimResult]) -> list[ClaimResult]:
    """The claims that make the exit status 1."""
    return [r for r in results if r.verdict not in (Verdict.SUPPORTED, Verdict.SKIPPED)]


def summary(results: Sequence[ClaimResult], lang: Lang) -> list[tuple[str, Verdict | None]]:
    """How many claims came to what, and what that took; in pieces, each with its verdict if any."""
    n = len(results)
    between, comma = Text(": ", "："), Text(", ", "，")
    first = one(Text(counted(n, "claim"), f"{n} 条论断"), lang)
    told: list[tuple[str, Verdict | None]] = [(first, None)]
    for verdict in Verdict:
        of_it = [r for r in results if r.verdict is verdict]
        myths = sum(r.myth for r in of_it) if verdict is Verdict.SUPPORTED else 0
        if of_it:
            told.append((one(comma if len(told) > 1 else between, lang), None))
            told.append((_of_verdict(len(of_it), verdict, lang), verdict))
            refuted = Text(f" ({counted(myths, 'myth')} refuted)", f"（{myths} 条误传被推翻）")
            told += [(one(refuted, lang), None)] * bool(myths)
    checks = {r.check: r for r in results if r.reports}
    seconds = sum(r.seconds for r in checks.values())
    cached = sum(r.cached for r in checks.values())
    took = Text(
        f". {counted(len(checks), 'check')}, {seconds:.1f} s of measuring",
        f"。{len(checks)} 项检验，测量用时 {seconds:.1f} s",
    )
    told.append((one(took, lang), None))
    from_cache = Text(f", {cached} from the cache", f"，其中 {cached} 项取自缓存")
    told += [(one(from_cache, lang), None)] * bool(cached)
    return told


def _of_verdict(n: int, verdict: Verdict, lang: Lang) -> str:
    return one(Text(f"{n} {verdict}", f"{n} 条{VERDICTS[verdict].zh}"), lang)


def counted(n: int, what: str) -> str:
    """`1 claim`, `2 claims`."""
    return f"{n} {what}" if n == 1 else f"{n} {what}s"


def safe(text: str) -> str:
    """`text` without anything that could speak to a terminal or break a line."""
    from quizkit.bank.fault import printable

    line = " ".join(text.split())
    return line if line.isprintable() else printable(line)


def _reading(o: Observation, where: str, lang: Lang) -> Reading:
    premise = one(Text(" (premise)", "（前提）"), lang) if o.premise else ""
    value, low, high = estimate(o.value, o.low, o.high)
    whole = o.value == round(o.value)
    if o.stderr == 0:
        value = number(o.value) if whole else rounded(o.value)
    return Reading(
        name=safe(o.name) + premise,
        value=value,
        interval="" if o.stderr == 0 else f"[{low}, {high}]",
        expected=aim(o.target, lang),
        where=where,
        verdict=o.verdict,
        doubt=safe(o.doubt),
    )


def _where(result: ClaimResult, report: Report, o: Observation, lang: Lang) -> str:
    at = [f"{safe(key)} = {safe(str(value))}" for key, value in o.at.items()]
    told = one(Text(f"seed {report.seed}", f"种子 {report.seed}"), lang)
    seed = [told] if len(result.reports) > 1 else []
    return ", ".join([*at, *seed])


def _badness(o: Observation) -> tuple[int, float, float]:
    margin = min(o.value - o.target.low, o.target.high - o.value)
    return WORST_FIRST.index(o.verdict), o.headroom, margin


def _control(reports: Sequence[Report], name: str) -> Control:
    arms = [arm for report in reports for arm in report.controls if arm.control == name]
    judged = [judge_arm(arm) for arm in arms]
    # What is not refuted on every seed is told by the verdict that makes the check toothless.
    weak = [j for j in judged if j.verdict is not Verdict.REFUTED]
    by = (
        o.name
        for arm in arms
        for o in arm.observations
        if o.verdict is Verdict.REFUTED and not o.premise
    )
    return Control(
        name=safe(name),
        verdict=combine(j.verdict for j in weak) if weak else Verdict.REFUTED,
        refuted=tuple(safe(n) for n in dict.fromkeys(by)),
        reason=safe("; ".join(weak[0].reasons)) if weak else "",
    )
