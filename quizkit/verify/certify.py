"""Certifying: every arm of a check on many seeds, and what a good check shows on all of them."""

import os
import re
from collections.abc import Generator, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field

from quizkit.bank import Bank, CheckSource, Fault
from quizkit.bank.certificate import (
    CheckCertificate,
    evidence_digest,
    read_certificate,
    torch_version,
    write_certificate,
)
from quizkit.bank.lint.certified import weaknesses
from quizkit.errors import Place, QuizkitError
from quizkit.model import Report
from quizkit.verify.certificates import certificate
from quizkit.verify.events import Failure, Finished, Options, Started
from quizkit.verify.handles import Over
from quizkit.verify.planning import cores, plan
from quizkit.verify.reading import read
from quizkit.verify.runner import Runner

SEEDS, SEEDS_OF_TRAINED, SEEDS_OF_FAST = 5, 20, 200
"""Every check is run on the first number of seeds; the others are the most that it can get."""
SECONDS, CHILD = 0.6, 0.03
"""What the seeds beyond the first may cost a check, and what each costs by its child alone.

Without a limit, 200 seeds of 130 small checks take 45 minutes on 2 cores; headroom, not their
number, keeps misses away (rule 14).
"""
FAST = 0.1
"""Seconds of the slowest arm of a fast check."""
TRAINS = re.compile(rb"\boptim\b|\btrain")
"""How a check that trains is told from others. A wrong guess costs seeds, never a verdict."""


@dataclass(frozen=True, slots=True)
class Certified:
    """A check is certified, or cannot be.

    `faults` say what its certificate lacks; without any, the check is good.
    """

    check: str
    certificate: CheckCertificate | Failure
    faults: tuple[Fault, ...]


@dataclass(slots=True)
class _Under:
    """A check under way: its digest before it ran, the seeds it needs, what came so far."""

    source: CheckSource
    digest: str
    wanted: int
    reports: dict[int, Report] = field(default_factory=dict[int, Report])


def stale(bank: Bank, checks: Iterable[str]) -> list[str]:
    """Those of the checks that have no certificate, or one of other sources, evidence or torch.

    Raises:
        QuizkitError: the pack's certificate cannot be read.
    """
    certified = read_certificate(bank.pack.certificate)
    evidence, torch = evidence_digest(), torch_version()

    def is_valid(check: str) -> bool:
        c = certified.get(check)
        return c is not None and (c.sources, c.evidence, c.torch) == (
            bank.checks[check].digest(),
            evidence,
            torch,
        )

    return [check for check in checks if not is_valid(check)]


def certify(
    bank: Bank,
    checks: Sequence[str],
    options: Options,
    *,
    seeds: int | None = None,
    write: bool = True,
    runner: Runner | None = None,
) -> Generator[Started | Finished | Certified, None, None]:
    """Run every arm of the checks on many seeds, and tell how it goes.

    With `seeds` None each check gets as many as EVIDENCE asks for; `options.seeds` and
    `options.use_cache` do not count here. Each certificate is on the disk before it is told, so
    that a run that was stopped can go on with what is `stale`.

    Raises:
        QuizkitError: the pack's certificate cannot be read or written, or torch not be imported.
    """
    surroundings = evidence_digest(), torch_version()
    first = SEEDS if seeds is None else seeds
    sources = {check: bank.to_run(check) for check in checks}
    under = {c: _Under(source, source.digest(), first) for c, source in sources.items()}
    jobs = [plan(one.source, seed, options) for one in under.values() for seed in range(first)]
    workers = options.workers or cores()
    with nullcontext(runner) if runner else Runner() as used:
        for step in used.run(jobs, workers):
            if not isinstance(step, Over):
                yield Started(step.check, step.seed)
                continue
            check, seed = step.job.check, step.job.seed
            outcome = read(step, bank.checks[check].controls)
            yield Finished(check, seed, step.seconds, False, outcome)
            one = under.get(check)
            if one is None:  # it has failed on another seed
                continue
            if isinstance(outcome, Failure):
                del under[check]
                jobs[:] = [job for job in jobs if job.check != check]
                fault = Fault(Place(one.source.path), f"the check breaks: {outcome.reason}")
                yield Certified(check, outcome, (fault,))
                continue
            one.reports[seed] = outcome
            if len(one.reports) == one.wanted == SEEDS and seeds is None:
                one.wanted = _seeds_for(one)
                # In front of the other checks: a run that is stopped has more to show.
                jobs[:0] = [plan(one.source, s, options) for s in range(SEEDS, one.wanted)]
            if len(one.reports) == one.wanted:
                yield _conclude(bank, one, surroundings, write=write)


def _seeds_for(one: _Under) -> int:
    # The least disturbed of the seeds tells how long an arm takes.
    slowest = min(
        max(arm.seconds for arm in (report.claim, *report.controls))
        for report in one.reports.values()
    )
    trains = any(TRAINS.search(p.read_bytes()) for p in (one.source.path, *one.source.helpers))
    most = SEEDS_OF_FAST if slowest < FAST else SEEDS_OF_TRAINED if trains else SEEDS
    one_seed = CHILD + min(report.seconds for report in one.reports.values())
    affordable = int(SECONDS / one_seed)
    return max(SEEDS, min(most, affordable))


def _conclude(bank: Bank, one: _Under, surroundings: tuple[str, str], *, write: bool) -> Certified:
    evidence, torch = surroundings
    reports = [one.reports[seed] for seed in sorted(one.reports)]
    found = certificate(reports, sources=one.digest, evidence=evidence, torch=torch)
    path = one.source.path
    faults = tuple(Fault(Place(path, line), m, h) for line, m, h in weaknesses(path, found))
    if write:
        _write(bank, one.source.id, found)
    return Certified(one.source.id, found, faults)


def _write(bank: Bank, check: str, found: CheckCertificate) -> None:
    """Put one certificate into the pack's file, which another run may have written to since."""
    path = bank.pack.certificate
    kept = {i: c for i, c in read_certificate(path).items() if i in bank.checks}
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        _ = fresh.write_text(write_certificate(kept | {check: found}), encoding="utf-8")
        _ = fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise QuizkitError(f"cannot be written: {error.strerror}", place=Place(path)) from error
