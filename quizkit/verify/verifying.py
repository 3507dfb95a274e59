"""From chosen claims to their results."""

import math
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from quizkit.bank import Bank, CheckSource, ClaimRef, NotTrusted
from quizkit.model import Report
from quizkit.model.result import ClaimResult
from quizkit.verify.cache import Caches, Kept
from quizkit.verify.events import Done, Event, Finished, Options, Started
from quizkit.verify.results import MeasuredClaim, Outcome, measured_claims, result, skipped

if TYPE_CHECKING:
    from quizkit.verify.runner import Runner

Now = Callable[[], datetime]
Outcomes = dict[tuple[str, int], Outcome]
"""What each check came to on each seed."""


def verify(
    bank: Bank,
    refs: Sequence[ClaimRef],
    options: Options,
    *,
    cache_dir: Path,
    now: Now,
    runner: "Runner | None" = None,
) -> Generator[Event, None, None]:
    """Verify the chosen claims that name a check, and tell how it goes; `now` is in UTC.

    What is found in the cache is told first. Each report is in the cache before it is told; without
    `use_cache` it is written there, but not read. Closing the iterator, or an exception such as
    KeyboardInterrupt, kills every child before it goes on. A `runner` that is warm is used and left
    open.

    Raises:
        QuizkitError: a question cannot be read, or torch cannot be imported.
    """
    claims = measured_claims(bank, refs)
    if options.device == "cuda" and (needs := _cuda_is_missing()):
        yield Done(tuple(skipped(claim, needs) for claim in claims))
        return
    caches = Caches(cache_dir, bank)
    named = dict.fromkeys(claim.check for claim in claims)
    sources, barred = _to_run(bank, [check for check in named if check in bank.checks])
    outcomes: Outcomes = {}
    pending: list[tuple[CheckSource, int]] = []
    for source in sources:
        for seed in range(options.seeds):
            kept = caches.of(source.id).get(source, seed, options.device)
            if kept is None or not options.use_cache:
                pending.append((source, seed))
                continue
            outcomes[source.id, seed] = Outcome(kept.report, 0.0, True, kept.measured_at)
            yield Finished(source.id, seed, 0.0, True, kept.report)
    if pending:
        yield from _measured(bank, pending, options, caches, now, outcomes, runner)
    seeds = range(options.seeds)
    yield Done(
        tuple(
            skipped(claim, barred[claim.check])
            if claim.check in barred
            else result(claim, _of(claim, outcomes, seeds))
            for claim in claims
        )
    )


def last_results(
    bank: Bank, refs: Sequence[ClaimRef], *, cache_dir: Path, device: str = "cpu"
) -> tuple[ClaimResult, ...]:
    """What the cache knows of the chosen claims, without running anything.

    It is what `verify` would find there: claims whose check, or anything else that its report
    depends on, has changed since are left out. All seeds from 0 on that are there count.
    """
    caches = Caches(cache_dir, bank)
    outcomes: Outcomes = {}
    found: list[ClaimResult] = []
    for claim in measured_claims(bank, refs):
        source = bank.checks.get(claim.check)
        seed = 0
        while source and (kept := caches.of(source.id).get(source, seed, device)):
            outcomes[claim.check, seed] = Outcome(kept.report, 0.0, True, kept.measured_at)
            seed += 1
        if seed:
            found.append(result(claim, _of(claim, outcomes, range(seed))))
    return tuple(found)


def _measured(
    bank: Bank,
    pending: list[tuple[CheckSource, int]],
    options: Options,
    caches: Caches,
    now: Now,
    outcomes: Outcomes,
    runner: "Runner | None",
) -> Iterator[Event]:
    from quizkit.verify.handles import Over
    from quizkit.verify.planning import cores, plan
    from quizkit.verify.reading import read
    from quizkit.verify.runner import Runner

    sources = {source.id: source for source, _ in pending}
    jobs = [plan(source, seed, options) for source, seed in pending]
    # The longest first, so that no worker is left with one when the others are done.
    seconds = _known_seconds(bank)
    jobs.sort(key=lambda job: seconds.get(job.check, math.inf), reverse=True)
    workers = options.workers or cores()
    with nullcontext(runner) if runner else Runner() as used:
        for step in used.run(jobs, workers):
            if not isinstance(step, Over):
                yield Started(step.check, step.seed)
                continue
            source, seed = sources[step.job.check], step.job.seed
            outcome = read(step, source.controls)
            measured_at = now()
            if isinstance(outcome, Report):
                caches.of(source.id).put(source, Kept(outcome, measured_at))
            outcomes[source.id, seed] = Outcome(outcome, step.seconds, False, measured_at)
            yield Finished(source.id, seed, step.seconds, False, outcome)


def _to_run(bank: Bank, checks: Sequence[str]) -> tuple[list[CheckSource], dict[str, str]]:
    """What is to be run for each check; and of those that may not run, what they need."""
    sources: list[CheckSource] = []
    barred: dict[str, str] = {}
    for check in checks:
        try:
            sources.append(bank.to_run(check))
        except NotTrusted as error:
            barred[check] = str(error)
    return sources, barred


def _known_seconds(bank: Bank) -> dict[str, float]:
    """How long each check took when it was certified."""
    from quizkit.bank.certificate import certified

    return {check: one.seconds for check, one in certified(bank).items()}


def _of(claim: MeasuredClaim, outcomes: Outcomes, seeds: range) -> Mapping[int, Outcome]:
    return {s: outcomes[claim.check, s] for s in seeds if (claim.check, s) in outcomes}


def _cuda_is_missing() -> str:
    from quizkit.verify.installed import cuda_is_missing

    return cuda_is_missing()
