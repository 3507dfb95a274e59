"""From chosen claims to results: what is told on the way, and how seeds and failures combine."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizkit.bank import Bank, select
from quizkit.model import Report, Verdict
from quizkit.model.result import ClaimResult
from quizkit.verify import (
    Done,
    Event,
    Finished,
    Options,
    Started,
    last_results,
    verify,
    verifying,
)
from quizkit.verify.certify import certify
from quizkit.verify.runner import Runner

if TYPE_CHECKING:
    from tests.verify.conftest import Mill

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
Verify = Callable[..., list[Event]]


@pytest.fixture
def told(tmp_path: Path, runner: Runner) -> Verify:
    """Verify claims of a bank and return all that is told."""

    def told(
        bank: Bank, *words: str, options: Options | None = None, at: datetime = NOON
    ) -> list[Event]:
        return list(
            verify(
                bank,
                select(bank, words),
                options or Options(workers=2),
                cache_dir=tmp_path / "cache",
                now=lambda: at,
                runner=runner,
            )
        )

    return told


def results(events: list[Event]) -> dict[str, ClaimResult]:
    """What the last event, and no other, holds."""
    *before, last = events
    assert isinstance(last, Done)
    assert not any(isinstance(event, Done) for event in before)
    return {result.id: result for result in last.results}


def test_a_claim_is_started_finished_and_judged(mill: "Mill", told: Verify) -> None:
    _ = mill.check("nothing")
    mill.claim("is-nothing", "same", "nothing")
    started, finished, done = told(mill.bank())
    assert started == Started("tiny/nothing", 0)
    assert isinstance(finished, Finished)
    assert (finished.check, finished.seed, finished.cached) == ("tiny/nothing", 0, False)
    assert isinstance(finished.outcome, Report)
    assert finished.seconds > 0
    assert isinstance(done, Done)
    (result,) = done.results
    assert result.id == "tiny/is-nothing#same"
    assert result.verdict is Verdict.SUPPORTED
    assert result.reasons == ()
    assert result.says.en == "Nothing is nothing."
    assert result.reports == (finished.outcome,)
    assert result.measured_at == NOON
    assert not result.cached


def test_claims_that_share_a_check_run_it_once_and_are_judged_by_their_own_observations(
    mill: "Mill", told: Verify
) -> None:
    _ = mill.check("two", 'lab.count("n", n, equals=0)\nlab.count("m", n + 1, equals=2)')
    mill.claim("is-nothing", "first", "two", ", observations: [n]")
    mill.claim("is-nothing", "second", "two", ", observations: [m]")
    events = told(mill.bank())
    assert sum(isinstance(event, Started) for event in events) == 1
    verdicts = {i: r.verdict for i, r in results(events).items()}
    assert verdicts == {
        "tiny/is-nothing#first": Verdict.SUPPORTED,
        "tiny/is-nothing#second": Verdict.REFUTED,
    }


def test_the_worst_seed_decides_and_is_named(mill: "Mill", told: Verify) -> None:
    _ = mill.check("odd", 'lab.count("n", n + (lab.seed == 1), equals=0)')
    mill.claim("is-nothing", "same", "odd")
    (result,) = results(told(mill.bank(), options=Options(seeds=3))).values()
    assert result.verdict is Verdict.REFUTED
    assert [report.seed for report in result.reports] == [0, 1, 2]
    assert result.reasons == ("seed 1: n: 1 in [1, 1], target 0",)


def test_a_seed_that_breaks_leaves_the_reports_of_the_others(mill: "Mill", told: Verify) -> None:
    _ = mill.check(
        "breaks", 'if lab.seed == 1:\n    __import__("os")._exit(1)\nlab.count("n", n, equals=0)'
    )
    mill.claim("is-nothing", "same", "breaks")
    (result,) = results(told(mill.bank(), options=Options(seeds=2))).values()
    assert result.verdict is Verdict.ERROR
    assert [report.seed for report in result.reports] == [0]
    assert result.reasons[0].startswith("seed 1: ended with exit status 1")


def test_a_second_run_takes_everything_from_the_cache(mill: "Mill", told: Verify) -> None:
    _ = mill.check("nothing")
    mill.claim("is-nothing", "same", "nothing")
    (first,) = results(told(mill.bank())).values()
    events = told(mill.bank(), at=NOON + timedelta(days=1))
    (second,) = results(events).values()
    assert [type(event) for event in events] == [Finished, Done]
    assert second.cached
    assert second.measured_at == NOON
    assert second.reports == first.reports


def test_without_the_cache_a_check_is_measured_again_and_kept(mill: "Mill", told: Verify) -> None:
    _ = mill.check("nothing")
    mill.claim("is-nothing", "same", "nothing")
    _ = told(mill.bank())
    later = NOON + timedelta(days=1)
    (again,) = results(told(mill.bank(), options=Options(use_cache=False), at=later)).values()
    assert not again.cached
    (kept,) = results(told(mill.bank())).values()
    assert kept.measured_at == later


def test_a_failure_is_tried_again(mill: "Mill", told: Verify) -> None:
    _ = mill.check("exits", "__import__('os')._exit(1)")
    mill.claim("is-nothing", "same", "exits")
    for _ in range(2):
        (result,) = results(told(mill.bank())).values()
        assert result.verdict is Verdict.ERROR
        assert not result.cached


def test_a_claim_whose_check_is_missing_is_an_error_and_stops_no_other(
    mill: "Mill", told: Verify
) -> None:
    _ = mill.check("nothing")
    mill.claim("is-nothing", "same", "nothing")
    mill.claim("is-nothing", "missing", "nobody_wrote_it")
    found = results(told(mill.bank()))
    assert found["tiny/is-nothing#same"].verdict is Verdict.SUPPORTED
    missing = found["tiny/is-nothing#missing"]
    assert missing.verdict is Verdict.ERROR
    assert missing.reasons == ("there is no check 'tiny/nobody_wrote_it'",)


def test_only_what_is_selected_runs(mill: "Mill", told: Verify) -> None:
    for name in ("nothing", "other"):
        _ = mill.check(name)
        mill.claim(f"is-{name}", "same", name)
    events = told(mill.bank(), "tiny/other")
    assert list(results(events)) == ["tiny/is-other#same"]
    assert {e.check for e in events if isinstance(e, Started)} == {"tiny/other"}


def test_without_cuda_a_check_is_skipped_and_says_what_it_needs(
    mill: "Mill", told: Verify, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "_cuda_is_missing", lambda: "needs cuda: there is no GPU")
    _ = mill.check("nothing")
    mill.claim("is-nothing", "same", "nothing")
    events = told(mill.bank(), options=Options(device="cuda"))
    (result,) = results(events).values()
    assert len(events) == 1
    assert result.verdict is Verdict.SKIPPED
    assert result.reasons == ("needs cuda: there is no GPU",)
    assert result.reports == ()
    assert result.measured_at is None


def test_last_results_are_those_of_the_cache_and_of_every_seed_in_it(
    mill: "Mill", told: Verify, tmp_path: Path
) -> None:
    _ = mill.check("nothing")
    _ = mill.check("unmeasured")
    mill.claim("is-nothing", "same", "nothing")
    mill.claim("is-nothing", "never-ran", "unmeasured")
    bank = mill.bank()
    ref, _ = select(bank, [])
    _ = list(verify(bank, [ref], Options(seeds=2), cache_dir=tmp_path / "cache", now=lambda: NOON))
    (found,) = last_results(bank, select(bank, []), cache_dir=tmp_path / "cache")
    assert found.id == str(ref)
    assert [report.seed for report in found.reports] == [0, 1]
    assert found.measured_at == NOON
    assert found.cached


def test_last_results_leave_out_what_has_changed_since(
    mill: "Mill", told: Verify, tmp_path: Path
) -> None:
    _ = mill.check("nothing")
    mill.claim("is-nothing", "same", "nothing")
    _ = told(mill.bank())
    _ = mill.check("nothing", 'lab.count("n", n + 0, equals=0)')
    bank = mill.bank()
    assert last_results(bank, select(bank, []), cache_dir=tmp_path / "cache") == ()


def test_the_longest_check_starts_first_once_its_time_is_known(
    mill: "Mill", told: Verify, runner: Runner
) -> None:
    for name in ("brief", "lengthy", "new"):
        wait = "__import__('time').sleep(0.05)\n" if name == "lengthy" else ""
        _ = mill.check(name, f'{wait}lab.count("n", n, equals=0)')
        mill.claim(f"is-{name}", "same", name)
    bank = mill.bank()
    _ = list(certify(bank, ["tiny/brief", "tiny/lengthy"], Options(), seeds=1, runner=runner))
    events = told(bank, options=Options(workers=1))
    started = [event.check for event in events if isinstance(event, Started)]
    assert started == ["tiny/new", "tiny/lengthy", "tiny/brief"]
    assert list(results(events)) == [f"tiny/is-{n}#same" for n in ("brief", "lengthy", "new")]


def test_a_certificate_that_cannot_be_read_stops_no_verification(
    mill: "Mill", told: Verify
) -> None:
    _ = mill.check("nothing")
    mill.claim("is-nothing", "same", "nothing")
    _ = mill.pack.certificate.write_text("no certificate", encoding="utf-8")
    (result,) = results(told(mill.bank())).values()
    assert result.verdict is Verdict.SUPPORTED
