"""A check finds nothing in its surroundings, and what it says is taken for data."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from quizkit.bank import load, select
from quizkit.cli.lines import claim_lines
from quizkit.cli.report import claim_block
from quizkit.model import Lang, Report
from quizkit.verify import Done, Failure, Options, verify
from quizkit.verify.confine import landlock, seccomp
from quizkit.verify.handles import ENVIRONMENT, Over, environment
from quizkit.verify.planning import plan, reads
from quizkit.verify.reading import read
from quizkit.verify.runner import Runner

if TYPE_CHECKING:
    from tests.verify.confine.conftest import Aim, Attack
    from tests.verify.conftest import Mill

SECRET = "the-quick-brown-secret"
RUN_ATTACKS = Path(__file__).with_name("runs_attacks.py")
OPEN = ("reads/the_environment", "reads/open_files", "reads/stdin")


def _with_secrets(*command: str) -> str:
    """What a command prints that was given a secret in every way that a process can be."""
    with tempfile.TemporaryFile() as leaked:
        _ = leaked.write(f"file: {SECRET}".encode())
        leaked.flush()
        os.set_inheritable(leaked.fileno(), True)
        run = subprocess.run(
            [sys.executable, *command],
            input=f"stdin: {SECRET}",
            env=os.environ | {"API_TOKEN": SECRET},
            capture_output=True,
            close_fds=False,
            text=True,
            check=True,
        )
    return run.stdout


def test_secrets_in_the_environment_in_open_files_and_on_stdin_do_not_reach_a_check(
    aim: "Aim",
) -> None:
    alone = "".join(_with_secrets(str(aim.pack.checks / f"{check}.py")) for check in OPEN)
    found = [f"'API_TOKEN', '{SECRET}'", f"b'API_TOKEN={SECRET}'", f"b'file: {SECRET}'"]
    for secret in (*found, f"stdin: {SECRET}"):
        assert secret in alone
    told = _with_secrets(str(RUN_ATTACKS), str(aim.pack.root), *OPEN)
    assert "PYTHONHASHSEED" in told
    assert SECRET not in told


def test_of_the_environment_only_what_a_check_needs_is_passed_on() -> None:
    mine = {
        **{"PATH": "/bin", "LC_ALL": "C", "CUDA_VISIBLE_DEVICES": "0", "QUIZKIT_HOME": "/q"},
        **{"HF_TOKEN": SECRET, "AWS_SECRET_ACCESS_KEY": SECRET, "SSH_AUTH_SOCK": "/s"},
        **{"PYTHONSTARTUP": "/p", "LD_PRELOAD": "/l.so", "PATHS": "x", "OMP_NUM_THREADS": "64"},
    }
    assert environment(mine) == {
        **{"PATH": "/bin", "LC_ALL": "C", "CUDA_VISIBLE_DEVICES": "0", "QUIZKIT_HOME": "/q"},
        **ENVIRONMENT,
    }


def test_a_file_that_is_called_like_a_library_is_not_taken_for_it(
    aim: "Aim", attack: "Attack"
) -> None:
    tail = attack("shadows/uses_torch").tail
    torch, quizkit = (Path(path) for path in tail.split())
    assert torch.parts[-2:] == ("torch", "__init__.py")
    assert not torch.is_relative_to(aim.pack.root)
    assert not quizkit.is_relative_to(aim.pack.root)
    assert not aim.planted()


def test_what_python_imports_by_itself_is_not_taken_from_a_pack(aim: "Aim") -> None:
    folder = aim.pack.checks / "shadows"
    for name in ("sitecustomize", "usercustomize"):
        # Whoever has the pack on the search path runs it.
        code = f"import sys; sys.path.insert(0, {str(folder)!r}); import {name}"
        _ = subprocess.run([sys.executable, "-I", "-S", "-c", code], check=True)
        assert aim.planted()
        (aim.outside / "planted").unlink()
    _ = (folder / "planted.pth").write_text("import sitecustomize", encoding="utf-8")
    run = [sys.executable, str(RUN_ATTACKS), str(aim.pack.root), "shadows/uses_torch"]
    told = subprocess.run(run, cwd=folder, capture_output=True, text=True, check=True).stdout
    assert "__init__.py" in told
    assert not aim.planted()


def test_a_report_on_another_check_harms_only_who_sent_it(aim: "Aim", runner: Runner) -> None:
    checks = load(aim.pack).checks
    sources = [checks[i] for i in ("speaks/for_another", "speaks/beforehand", "shadows/uses_torch")]
    jobs = [plan(source, 0, Options()) for source in sources]
    outcomes = {
        step.job.check: read(step, checks[step.job.check].controls)
        for step in runner.run(jobs, 1)
        if isinstance(step, Over)
    }
    forged, doubled, honest = (outcomes[source.id] for source in sources)
    assert isinstance(forged, Failure)
    assert forged.reason.startswith("reported on speaks/escapes, seed 0, cpu; speaks/for_another")
    assert isinstance(doubled, Failure)
    assert doubled.reason.startswith("what the check sent is no report: not JSON")
    assert isinstance(honest, Report)


@pytest.mark.parametrize("confined", [False, True])
def test_who_speaks_on_the_line_of_its_warden_is_not_heard_for_another(
    aim: "Aim", confined: bool
) -> None:
    if confined and not (landlock.abi() or seccomp.is_available()):
        pytest.skip("this kernel has neither Landlock nor seccomp")
    checks = load(aim.pack).checks
    sources = [checks[i] for i in ("speaks/on_its_wardens_line", "shadows/uses_torch")]
    jobs = [plan(source, 0, Options()) for source in sources]
    if not confined:
        jobs[0] = replace(jobs[0], reads=None)
    with Runner() as fresh:
        first, second = (s for s in fresh.run(jobs, 1) if isinstance(s, Over))
    assert first.ended
    # The attack works: without confinement its own end is the forged one.
    assert (first.ended.seconds == 666) is not confined
    if confined:
        assert isinstance(read(second, sources[1].controls), Report)


def test_escapes_and_markup_are_shown_and_not_obeyed(
    mill: "Mill", runner: Runner, tmp_path: Path, noon: Callable[[], datetime]
) -> None:
    said = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e[bold red]loud[/]"
    _ = mill.check("loud", f"print({said!r})\nraise RuntimeError({said!r})")
    _ = mill.check("gone", f"import os\nprint({said!r})\nos._exit(3)")
    mill.claim("is-nothing", "loud", "loud")
    mill.claim("is-nothing", "gone", "gone")
    bank = mill.bank()
    source = bank.checks["tiny/gone"]
    (over,) = [s for s in runner.run([plan(source, 0, Options())], 1) if isinstance(s, Over)]
    assert over.ended
    assert said in over.ended.tail
    events = verify(
        bank, select(bank, []), Options(), cache_dir=tmp_path / "cache", now=noon, runner=runner
    )
    *_, done = events
    assert isinstance(done, Done)
    screen = StringIO()
    console = Console(file=screen, markup=False, emoji=False, highlight=False, width=120)
    for result in done.results:
        console.print(claim_block(result, Lang.EN, None, 120))
        console.print("\n".join(claim_lines(result, Lang.EN, None)))
    shown = screen.getvalue()
    assert shown.count("[bold red]loud[/]") >= 4
    assert all(line.isprintable() for line in shown.splitlines())


def test_a_pickle_in_the_cache_is_not_loaded(
    mill: "Mill", runner: Runner, tmp_path: Path, noon: Callable[[], datetime]
) -> None:
    mark = tmp_path / "planted"
    bomb = b"cos\nmkdir\n(V%s\ntR." % str(mark).encode()
    load_it = "import pickle, sys; pickle.loads(sys.stdin.buffer.read())"
    _ = subprocess.run([sys.executable, "-c", load_it], input=bomb, check=True)
    assert mark.exists()
    mark.rmdir()
    _ = mill.check("nothing")
    mill.claim("is-nothing", "same", "nothing")
    bank = mill.bank()
    cache, refs = tmp_path / "cache", select(bank, [])
    _ = list(verify(bank, refs, Options(), cache_dir=cache, now=noon, runner=runner))
    (kept,) = cache.rglob("*.json")
    _ = kept.write_bytes(bomb)
    *_, done = verify(bank, refs, Options(), cache_dir=cache, now=noon, runner=runner)
    assert isinstance(done, Done)
    assert not done.results[0].cached
    assert not mark.exists()


def test_a_pack_whose_checks_lead_elsewhere_opens_nothing_there(aim: "Aim", tmp_path: Path) -> None:
    source = load(aim.pack).checks["reads/a_key"]
    assert reads(source)[0] == aim.pack.checks.resolve()
    moved = aim.pack.checks.rename(tmp_path / "elsewhere")
    aim.pack.checks.symlink_to(moved)
    assert reads(source) == ()


def test_only_the_pack_that_came_with_quizkit_runs_unconfined(aim: "Aim") -> None:
    from quizkit.bank import builtin_pack

    own = load(builtin_pack()).checks["scaling/unit_variance"]
    assert plan(own, 0, Options()).reads is None
    source = load(aim.pack).checks["reads/a_key"]
    assert plan(source, 0, Options()).reads == (
        aim.pack.checks.resolve(),
        source.path,
        *_helpers(aim),
    )


def _helpers(aim: "Aim") -> list[Path]:
    return [aim.pack.checks.resolve() / "reads" / "_target.py"]
