"""Every id in a question leads somewhere."""

from collections.abc import Collection, Iterator

from quizkit.bank.fault import did_you_mean, quoted
from quizkit.bank.lint.context import Context
from quizkit.bank.locate import Remark
from quizkit.bank.references import reference_key
from quizkit.bank.texts import Keys
from quizkit.model.question import Measured, Question


def links(context: Context, question: Question) -> Iterator[Remark]:
    """Follow-ups, checks, drills and sources exist; none is named twice."""
    ids = context.question_ids
    for i, follow_up in enumerate(question.follow_ups):
        keys: Keys = ("follow_ups", i)
        if follow_up == question.id:
            yield Remark(keys, "a question does not follow itself")
        elif follow_up not in ids:
            yield _unknown(keys, "question", follow_up, ids)
        if follow_up in question.follow_ups[:i]:
            yield Remark(keys, f"{quoted(follow_up)} stands here twice")
    for i, source in enumerate(question.sources):
        yield from _reference(context, ("sources", i), source)
    for i, claim in enumerate(question.claims):
        if isinstance(claim.evidence, Measured):
            yield from _check(context, ("claims", i, "check"), claim.evidence.check)
        else:
            yield from _reference(context, ("claims", i, "source"), claim.evidence.source)
    if question.drill:
        yield from _check(context, ("drill",), question.drill)


def _check(context: Context, keys: Keys, check: str) -> Iterator[Remark]:
    if check not in context.bank.checks:
        remark = _unknown(keys, "check", check, tuple(context.bank.checks))
        make = f"make it with: quizkit bank new check {check}"
        yield Remark(keys, remark.message, remark.hint if "mean" in remark.hint else make)


def _reference(context: Context, keys: Keys, source: str) -> Iterator[Remark]:
    key = reference_key(source)
    if context.references is not None and key not in context.references:
        remark = _unknown(keys, "reference", key, context.references.keys())
        add = "add it to qa_bank/references.yaml"
        yield Remark(keys, remark.message, remark.hint if "mean" in remark.hint else add)


def _unknown(keys: Keys, what: str, word: str, known: Collection[str]) -> Remark:
    # Among thousands of ids the near ones are first looked for under the same topic or slug.
    topic, _, slug = word.partition("/")
    near = [i for i in known if i.startswith(f"{topic}/") or i.endswith(f"/{slug}")]
    hint = did_you_mean(word, near or known)
    return Remark(keys, f"no {what} is called {quoted(word)}", hint)
