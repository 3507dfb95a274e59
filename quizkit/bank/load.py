"""From packs on the disk to a bank."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from quizkit.bank.bank import Bank
from quizkit.bank.checks import Checks, CheckSource
from quizkit.bank.files import question_path, refresh, script_path
from quizkit.bank.index import open_index
from quizkit.bank.lazy import Lazy
from quizkit.bank.named import split, summary_under, under
from quizkit.bank.pack import Pack
from quizkit.bank.scan import scan
from quizkit.bank.summary import Summary
from quizkit.bank.trust import Trust


def load(pack: Pack, cache_dir: Path | None = None, trust: Trust | None = None) -> Bank:
    """Read a pack; `cache_dir` keeps an index of it, so that the next time is fast.

    A broken question is left out, says why in `faults`, and stops no other. With `trust`, only the
    checks that it allows may run.
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
        trust=trust,
    )


def join(main: Bank, added: Mapping[str, Bank]) -> Bank:
    """One bank over a pack and those that were added to it, by their names."""

    banks = {"": main, **added}

    def summary(some_id: str) -> Summary:
        name, inside = split(some_id)
        found = banks[name].summaries[inside]
        return summary_under(name, found) if name else found

    def check(some_id: str) -> CheckSource:
        name, inside = split(some_id)
        found = banks[name].checks[inside]
        return replace(found, id=some_id) if name else found

    return replace(
        main,
        faults=tuple(fault for bank in banks.values() for fault in bank.faults),
        summaries=Lazy({under(n, i): None for n, b in banks.items() for i in b.summaries}, summary),
        checks=Lazy({under(n, i): None for n, b in banks.items() for i in b.checks}, check),
        added=added,
    )


def reload(bank: Bank, cache_dir: Path | None = None) -> Bank:
    """The same packs as they are now, trusted as before."""
    main = load(bank.pack, cache_dir, bank.trust)
    return join(main, {name: reload(one, cache_dir) for name, one in bank.added.items()})
