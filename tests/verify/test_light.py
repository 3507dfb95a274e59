"""What everything in the cache costs: no torch, no process, no library that only a run needs."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from quizkit.bank import select
from quizkit.verify import Options, verify
from quizkit.verify.installed import cuda_is_missing, versions
from quizkit.verify.runner import Runner

if TYPE_CHECKING:
    from tests.verify.conftest import Mill

LOOK = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from quizkit.bank import Pack, load, select
from quizkit.verify import Options, last_results, verify
bank = load(Pack(Path(sys.argv[1])))
cache = Path(sys.argv[2])
*_, done = verify(bank, select(bank, []), Options(), cache_dir=cache, now=lambda: datetime.now(UTC))
assert [result.cached for result in done.results] == [True], done
assert done.results == last_results(bank, select(bank, []), cache_dir=cache)
import json
print(json.dumps(sorted(sys.modules)))
"""
HEAVY = {
    *("torch", "numpy", "scipy", "transformers", "matplotlib"),
    *("asyncio", "multiprocessing", "concurrent", "subprocess", "socket", "importlib.metadata"),
}


def test_a_warm_verification_imports_neither_torch_nor_what_a_run_needs(
    mill: "Mill", runner: Runner, tmp_path: Path, noon: Callable[[], datetime]
) -> None:
    _ = mill.check("nothing")
    mill.claim("is-nothing", "same", "nothing")
    bank = mill.bank()
    refs = select(bank, [])
    cache = tmp_path / "cache"
    _ = list(verify(bank, refs, Options(), cache_dir=cache, now=noon, runner=runner))
    look = subprocess.run(
        [sys.executable, "-c", LOOK, str(mill.pack.root), str(cache)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert look.returncode == 0, look.stderr
    assert set(json.loads(look.stdout)) & HEAVY == set()


def test_the_versions_found_without_importing_are_those_that_are_installed() -> None:
    code = "import json, torch, transformers as t; print(torch.__version__, t.__version__)"
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert list(versions().values()) == told


def test_a_torch_without_cuda_says_so() -> None:
    code = "import torch; print(torch.version.cuda is None, torch.cuda.is_available())"
    without, available = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    missing = cuda_is_missing()
    assert (missing == "") is (available == "True")
    assert ("without it" in missing) is (without == "True")
