"""Everything in a pack is used, and no id is claimed twice."""

from collections.abc import Iterator

from quizkit.bank.checks import is_helper
from quizkit.bank.fault import Fault, Findings, quoted
from quizkit.bank.files import question_path, script_path
from quizkit.bank.lint.context import Context
from quizkit.bank.locate import Remark
from quizkit.bank.source import read_source
from quizkit.errors import Place


def orphans(context: Context) -> Iterator[Fault]:
    """Every check is named by a claim or a drill, every helper imported by a check."""
    bank = context.bank
    named = {claim.check for s in bank.summaries.values() for claim in s.claims}
    named |= {summary.drill for summary in bank.summaries.values()}
    unread = _unread_texts(context)
    for check_id in bank.checks:
        # A question that cannot be read may name the check all the same.
        if check_id not in named and not any(check_id in text for text in unread):
            path = bank.pack.root / script_path(check_id)
            hint = f"write check: {check_id} in a question, or delete the file"
            yield Fault(Place(path), "no claim names this check", hint)
    helpers = (path for source in bank.checks.values() for path in source.helpers)
    used = {f"{path.parent.name}/{path.stem}" for path in helpers}
    for script_id in bank.files.script_ids():
        if is_helper(script_id) and script_id not in used:
            path = bank.pack.root / script_path(script_id)
            yield Fault(
                Place(path), "no check imports this helper", "import it, or delete the file"
            )


def missing_helpers(context: Context) -> Iterator[Fault]:
    """A helper that is imported lies beside what imports it."""
    bank = context.bank
    ids = set(bank.files.script_ids())
    for script_id in sorted(ids):
        topic = script_id.partition("/")[0]
        for name in bank.files.script(script_id).helpers:
            if f"{topic}/{name}" not in ids:
                message = f"it imports {quoted(name)}, and there is no {topic}/{name}.py"
                hint = "a helper lies in the folder of the check that imports it"
                yield Fault(Place(bank.pack.root / script_path(script_id)), message, hint)


def earlier_ids(context: Context) -> Iterator[Fault]:
    """An earlier id belongs to one question, and no question bears it now."""
    claimed: dict[str, str] = {}
    for summary in context.bank.summaries.values():
        for i, was in enumerate(summary.was):
            if was in context.question_ids:
                message = f"{quoted(was)} is a question of its own"
            elif was in claimed:
                message = f"{quoted(was)} is an earlier id of {claimed[was]} already"
            else:
                claimed[was] = summary.id
                continue
            path = context.bank.pack.root / question_path(summary.id)
            hint = "a schedule goes on in one question only"
            yield context.at_file(path, Remark(("was", i), message, hint))


def _unread_texts(context: Context) -> list[str]:
    bank = context.bank
    unread = context.question_ids - set(bank.ids)
    paths = [bank.pack.root / question_path(question_id) for question_id in unread]
    return [read_source(path, Findings(path)) or "" for path in paths]
