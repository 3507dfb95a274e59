"""From a check's source to a job: which modules its zygote imports beforehand."""

import os
import re
from pathlib import Path

from quizkit.bank import CheckSource, builtin_pack
from quizkit.verify.events import Options
from quizkit.verify.job import Job, Probe
from quizkit.verify.processes import LINUX

TRANSFORMERS = frozenset({"transformers.modeling_utils", "transformers.models.bert.modeling_bert"})
"""What every model of the library shares. Measured: 2.2 s, then 0.01 s for another model."""
DYNAMO = frozenset({"torch._dynamo"})

_IMPORTS_TRANSFORMERS = re.compile(
    rb"^[ \t]*(?:from|import) (?:transformers|quizkit\.evidence\.subjects)\b", re.MULTILINE
)
_IMPORTS_DYNAMO = re.compile(
    rb"\b(?:optim|checkpoint|flop_counter|jacrev|jacfwd|hessian|compile|autograd|backward)\b"
)
"""What makes torch import its compiler, or sympy, on first use: 0.4 to 0.8 s (measured on each)."""


def cores() -> int:
    """How many checks to run at once unless told otherwise."""
    return len(os.sched_getaffinity(0)) if LINUX else os.cpu_count() or 1


def plan(source: CheckSource, seed: int, options: Options, probe: Probe | None = None) -> Job:
    """The job of a check on one seed."""
    return Job(
        check=source.id,
        path=source.path,
        seed=seed,
        device=options.device,
        timeout=options.timeout,
        memory=options.memory,
        preload=preload(source),
        probe=probe,
        reads=None if is_built_in(source) else reads(source),
    )


def is_built_in(source: CheckSource) -> bool:
    """Whether a check came with quizkit; every other runs confined."""
    return source.path.is_relative_to(builtin_pack().checks)


def reads(source: CheckSource) -> tuple[Path, ...]:
    """What a confined check may read of its pack: the checks. A link out of the pack opens nothing.

    The rest of a pack is no business of a check, and what lies beside it, such as the `.git` of a
    clone with its address, may be secret.
    """
    _, checks, root = source.path.parents[:3]
    inside = root.resolve()
    found = (path.resolve() for path in (checks, source.path, *source.helpers))
    return tuple(path for path in found if path.is_relative_to(inside))


def preload(source: CheckSource) -> frozenset[str]:
    """The modules that a check is going to import and that take long.

    A guess from its text: a module too many costs a wait, one too few costs its import, and no
    report depends on it.
    """
    try:
        text = b"\n".join(path.read_bytes() for path in (source.path, *source.helpers))
    except OSError:  # a file that went away is the failure of the check
        return frozenset()
    if _IMPORTS_TRANSFORMERS.search(text):
        return TRANSFORMERS
    return DYNAMO if _IMPORTS_DYNAMO.search(text) else frozenset()
