"""Everything that is wrong in a pack, at once and without torch. A new rule is one line here."""

from pathlib import Path

from quizkit.bank.fault import Fault
from quizkit.bank.files import script_path
from quizkit.bank.lint.certified import addresses, certificates
from quizkit.bank.lint.context import Context, PackRule, QuestionRule, look_at
from quizkit.bank.lint.language import languages
from quizkit.bank.lint.links import links
from quizkit.bank.lint.orphans import earlier_ids, missing_helpers, orphans
from quizkit.bank.lint.terms import contradictions, terms
from quizkit.bank.load import load
from quizkit.bank.pack import Pack

QUESTION_RULES: tuple[QuestionRule, ...] = (links, languages, terms, addresses)
PACK_RULES: tuple[PackRule, ...] = (
    orphans,
    missing_helpers,
    earlier_ids,
    contradictions,
    certificates,
)


def lint(pack: Pack, cache_dir: Path | None = None) -> list[Fault]:
    """All faults of a pack by place; `cache_dir` keeps an index, as `load` does."""
    bank = load(pack, cache_dir)
    context, faults = look_at(bank)
    faults += bank.faults
    for script_id in bank.files.script_ids():
        faults += bank.files.faults(script_path(script_id))
    for rule in PACK_RULES:
        faults += rule(context)
    for question in context.questions():
        for rule in QUESTION_RULES:
            faults += (context.at(question, remark) for remark in rule(context, question))
    return sorted(set(faults))


__all__ = ["Context", "Fault", "lint"]
