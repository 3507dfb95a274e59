"""A warm runner, a pack of hostile checks, small packs, and a look at what processes are left."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quizkit.bank import Bank, CheckSource, Pack, load
from quizkit.model import Report
from quizkit.verify import Failure, Options, planning
from quizkit.verify.handles import Over
from quizkit.verify.planning import plan
from quizkit.verify.reading import read
from quizkit.verify.runner import Runner

MARK = "TORCH_TEST_MARK_OF_QUIZKIT"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

QUESTION = """
question: {{en: Is nothing nothing?, zh: 无是无吗？}}
answer: {{en: "Yes.", zh: "是。"}}
points:
  - {{en: nothing, zh: 无, any: [nothing]}}
  - {{en: is, zh: 是, any: [is]}}
  - {{en: all that nothing is, zh: 无之所是, any: [all]}}
claims:
{claims}
choices:
  right: {{en: "yes", zh: 是}}
  wrong:
    - {{en: "no", zh: 否, why: {{en: It is., zh: 是的。}}}}
    - {{en: never, zh: 从不, why: {{en: It is., zh: 是的。}}}}
    - {{en: at times, zh: 有时, why: {{en: It is., zh: 是的。}}}}
difficulty: 1
follow_ups: []
sources: []
covers: []
"""
CLAIM = """
  - {{id: {id}, says: {{en: Nothing is nothing., zh: 无即是无。}}, check: {check}{more}}}
"""
CHECK = '''"""Nothing is nothing."""

from quizkit.evidence import Lab, check


@check(controls={{"one more": {{"n": 1}}, "two more": {{"n": 2}}}})
def nothing(lab: Lab, n: int = 0) -> None:
{body}


if __name__ == "__main__":
    nothing.main()
'''
NOTHING = 'lab.count("n", n, equals=0)'


class Mill:
    """Builds a small pack, a check at a time."""

    def __init__(self, root: Path) -> None:
        self.pack = Pack(root)
        (root / "qa_bank" / "tiny").mkdir(parents=True)
        (root / "checks" / "tiny").mkdir(parents=True)
        for name in ("references.yaml", "glossary.yaml"):
            _ = (root / "qa_bank" / name).write_text("{}\n", encoding="utf-8")
        self.claims: dict[str, list[str]] = {}

    def check(self, name: str, body: str = NOTHING) -> Path:
        """Write the check `tiny/<name>` with this function body."""
        path = self.pack.checks / "tiny" / f"{name}.py"
        indented = "\n".join(f"    {line}" if line else "" for line in body.splitlines())
        _ = path.write_text(CHECK.format(body=indented), encoding="utf-8")
        return path

    def claim(self, question: str, claim: str, check: str, more: str = "") -> None:
        """Add a claim on the check `tiny/<check>` to the question `tiny/<question>`."""
        told = CLAIM.format(id=claim, check=f"tiny/{check}", more=more)
        claims = self.claims.setdefault(question, [])
        claims.append(told.strip("\n"))
        text = QUESTION.format(claims="\n".join(claims))
        path = self.pack.questions / "tiny" / f"{question}.yaml"
        _ = path.write_text(text, encoding="utf-8")

    def bank(self) -> Bank:
        """The pack as it is now."""
        bank = load(self.pack)
        assert bank.faults == ()
        return bank


@pytest.fixture
def mill(tmp_path: Path) -> Mill:
    """An empty pack to be filled."""
    return Mill(tmp_path / "pack")


@pytest.fixture
def noon() -> Callable[[], datetime]:
    """A clock that stands still."""
    return lambda: NOON


@pytest.fixture(scope="session")
def hostile() -> Bank:
    """The bank of the hostile checks."""
    return load(Pack(Path(__file__).parent / "hostile"))


@pytest.fixture(scope="session")
def runner() -> Iterator[Runner]:
    """One warm runner for all tests; whatever they do to it, it goes on."""
    with Runner() as warm:
        warm.start()
        yield warm


@pytest.fixture
def unconfined(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every check as one that came with quizkit: what its warden does is what is tested."""

    def is_built_in(source: CheckSource) -> bool:
        return True

    monkeypatch.setattr(planning, "is_built_in", is_built_in)


Run = Callable[..., Report | Failure]


@pytest.fixture
def run(runner: Runner, hostile: Bank) -> Run:
    """Run a hostile check on seed 0 and return what it came to."""

    def run(check: str, **options: float) -> Report | Failure:
        source = hostile.checks[check]
        job = plan(source, 0, Options(timeout=options.get("timeout", 20.0)))
        if memory := options.get("memory"):
            job = plan(source, 0, Options(memory=int(memory)))
        (over,) = [step for step in runner.run([job], 1) if isinstance(step, Over)]
        return read(over, source.controls)

    return run


class Marked:
    """The processes that come from this test, wherever they have gone, and no others."""

    def __init__(self, mark: str) -> None:
        self.mark = f"{MARK}={mark}".encode()

    def alive(self) -> list[int]:
        """Their ids."""
        found: list[int] = []
        for entry in Path("/proc").iterdir():
            with suppress(OSError):
                if entry.name.isdigit() and int(entry.name) != os.getpid():
                    ended = "\nState:\tZ" in (entry / "status").read_text("utf-8", "replace")
                    if not ended and self.mark in (entry / "environ").read_bytes().split(b"\0"):
                        found.append(int(entry.name))
        return found

    def gone(self, within: float) -> bool:
        """Whether none is left after so many seconds."""
        deadline = time.monotonic() + within
        while (alive := self.alive()) and time.monotonic() < deadline:
            time.sleep(0.02)
        return not alive


@pytest.fixture
def marked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Marked]:
    """Mark every process started from now on; none outlives the test."""
    mark = f"{os.getpid()}-{time.monotonic_ns()}"
    monkeypatch.setenv(MARK, mark)
    processes = Marked(mark)
    yield processes
    for pid in processes.alive():
        os.kill(pid, signal.SIGKILL)
