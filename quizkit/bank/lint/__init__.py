"""Everything that is wrong in a pack, at once and without torch."""

from pathlib import Path

from quizkit.bank.fault import Fault
from quizkit.bank.files import script_path
from quizkit.bank.load import load
from quizkit.bank.pack import Pack


def lint(pack: Pack, cache_dir: Path | None = None) -> list[Fault]:
    """All faults of a pack by place; `cache_dir` keeps an index, as `load` does."""
    # The rules need the parsers of YAML and Python, which loading an unchanged pack does not.
    from quizkit.bank.lint.context import look_at
    from quizkit.bank.lint.rules import PACK_RULES, QUESTION_RULES

    bank = load(pack, cache_dir)
    context, faults = look_at(bank)
    faults += bank.faults
    for script_id in bank.files.script_ids():
        faults += bank.files.faults(script_path(script_id))
    for rule in PACK_RULES:
        faults += rule(context)
    for question in context.questions():
        if question.draft:
            faults.append(context.unfinished(question))
            continue
        for rule in QUESTION_RULES:
            faults += (context.at(question, remark) for remark in rule(context, question))
    return sorted(set(faults))


__all__ = ["lint"]
