"""One check while a learner waits: whole, or one observation alone."""

from collections.abc import Iterable, Mapping

from quizkit.bank import Bank
from quizkit.errors import Place, QuizkitError
from quizkit.model import Address, Observation, Report, Scalar
from quizkit.verify.events import Failure, Options
from quizkit.verify.handles import Over
from quizkit.verify.job import Probe
from quizkit.verify.planning import plan, preload
from quizkit.verify.reading import read
from quizkit.verify.runner import Runner


def warm(runner: Runner, bank: Bank, check_ids: Iterable[str]) -> None:
    """Begin to import, in the background, what measuring any of these checks needs."""
    known = [bank.checks[i] for i in check_ids if i in bank.checks and not bank.bars(i)]
    runner.start(frozenset[str]().union(*(preload(source) for source in known)))


def measure(
    bank: Bank, check_id: str, address: Address, *, seed: int = 0, runner: Runner | None = None
) -> Observation:
    """Measure one observation of one arm at one sweep point.

    It has exactly the value that it has when the whole check runs. With a `runner` that is warm it
    takes one fork; without one, it imports torch first.

    Raises:
        QuizkitError: there is no such check or observation, it breaks, or it is not trusted.
        Stopped: another thread called the runner's `stop` or `close`.
    """
    probe = Probe(address.observation, address.at, address.control)
    found = _run(bank, check_id, seed, probe, runner)
    return _found(found, address.observation, address.at, Place(bank.checks[check_id].path))


def report(bank: Bank, check_id: str, *, seed: int = 0, runner: Runner | None = None) -> Report:
    """Run a check whole, the claim and its controls; as `measure`."""
    return _run(bank, check_id, seed, None, runner)


def _run(
    bank: Bank, check_id: str, seed: int, probe: Probe | None, runner: Runner | None
) -> Report:
    source = bank.to_run(check_id)
    if runner is None:
        with Runner() as fresh:
            return _run(bank, check_id, seed, probe, fresh)
    job = plan(source, seed, Options(), probe)
    (over,) = [step for step in runner.run([job], workers=1) if isinstance(step, Over)]
    outcome = read(over, source.controls)
    if isinstance(outcome, Failure):
        raise QuizkitError(f"the check breaks: {outcome.reason}", place=Place(source.path))
    return outcome


def _found(report: Report, name: str, at: Mapping[str, Scalar], place: Place) -> Observation:
    if report.claim.error:
        raise QuizkitError(f"the check breaks: {report.claim.error}", place=place)
    for observation in report.claim.observations:
        if observation.name == name and observation.at == at:
            return observation
    where = ", ".join(f"{k}={v}" for k, v in at.items())
    raise QuizkitError(
        f"no observation {name!r} at {where or 'no sweep point'}",
        place=place,
        hint="run: quizkit bank lint",
    )
