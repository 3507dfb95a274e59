"""The check of a predict card runs live, can be stopped at any moment, and leaves no process."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizkit.bank import Pack, load
from quizkit.cli.live_checks import LiveChecks
from quizkit.errors import QuizkitError
from quizkit.model import Address
from quizkit.practice import Cancelled
from quizkit.verify.processes import children

CHECK = '''"""A score of unit-variance queries and keys has variance d_k."""

from quizkit.evidence import Lab, check


@check(controls={"endless": {"endless": True}, "broken": {"broken": True}})
def scores(lab: Lab, endless: bool = False, broken: bool = False) -> None:
    for d_k in lab.sweep("d_k", (4, 16)):
        while endless:
            pass
        if broken:
            raise ValueError("shapes do not match")
        q, k = lab.normal(2, 20_000, d_k)
        lab.variance("variance", (q * k).sum(-1), equals=d_k, within=d_k / 10)


if __name__ == "__main__":
    scores.main()
'''


def asks(control: str | None) -> Address:
    return Address("variance", {"d_k": 16}, control)


@pytest.fixture(scope="module")
def checks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveChecks]:
    """One for all tests, so that torch is imported once; each leaves it fit for the next."""
    root: Path = tmp_path_factory.mktemp("pack")
    (root / "checks" / "scaling").mkdir(parents=True)
    (root / "qa_bank").mkdir()
    _ = (root / "checks" / "scaling" / "scores.py").write_text(CHECK, encoding="utf-8")
    before = set(children())
    with LiveChecks(load(Pack(root))) as live:
        yield live
    assert set(children()) <= before, "a process is left"


def test_one_observation_is_measured_where_it_is_asked(checks: LiveChecks) -> None:
    checks.get_ready(["scaling/scores"])
    measured = checks.measure("scaling/scores", asks(None))
    assert dict(measured.at) == {"d_k": 16}
    assert measured.low < 16 < measured.high
    with pytest.raises(QuizkitError, match="shapes do not match"):
        _ = checks.measure("scaling/scores", asks("broken"))
    assert checks.measure("scaling/scores", asks(None)) == measured, "after a broken one"


@pytest.mark.parametrize("after", [0.0, 0.05, 3.0])
def test_a_measurement_stops_whenever_it_is_cancelled(checks: LiveChecks, after: float) -> None:
    came: list[object] = []

    def measure() -> None:
        try:
            came.append(checks.measure("scaling/scores", asks("endless")))
        except Cancelled as cancelled:
            came.append(cancelled)

    thread = threading.Thread(target=measure)
    thread.start()
    time.sleep(after)
    deadline = time.monotonic() + 10
    while thread.is_alive() and time.monotonic() < deadline:
        checks.cancel()
        thread.join(0.5)
    assert [type(c) for c in came] == [Cancelled]
    assert checks.measure("scaling/scores", asks(None)).value == pytest.approx(16, rel=0.1)


def test_to_cancel_what_does_not_run_does_no_harm(checks: LiveChecks) -> None:
    checks.cancel()
    assert checks.measure("scaling/scores", asks(None)).value == pytest.approx(16, rel=0.1)
