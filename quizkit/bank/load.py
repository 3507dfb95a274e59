"""From a pack on the disk to a bank."""

from pathlib import Path

from quizkit.bank.bank import Bank
from quizkit.bank.checks import Checks
from quizkit.bank.files import question_path, refresh, script_path
from quizkit.bank.index import open_index
from quizkit.bank.lazy import Lazy
from quizkit.bank.pack import Pack
from quizkit.bank.scan import scan


def load(pack: Pack, cache_dir: Path | None = None) -> Bank:
    """Read a pack; `cache_dir` keeps an index of it, so that the next time is fast.

    A broken question is left out, says why in `faults`, and stops no other.
    """
    found = scan(pack)
    stamps = {question_path(i): stamp for i, stamp in found.questions.items()}
    stamps |= {script_path(i): stamp for i, stamp in found.scripts.items()}
    files = refresh(pack, stamps, open_index(pack, cache_dir) if cache_dir else None)
    faults = list(found.faults)
    whole: dict[str, None] = {}
    for question_id in found.questions:
        path = question_path(question_id)
        faults += files.faults(path)
        if files.entries[path].light:
            whole[question_id] = None
    return Bank(
        pack=pack,
        faults=tuple(faults),
        summaries=Lazy(whole, files.summary),
        checks=Checks(pack.checks, Lazy(found.scripts, files.script)),
        files=files,
    )
