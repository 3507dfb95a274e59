"""Reading one question from its file."""

from collections.abc import Iterator
from pathlib import Path

from quizkit.bank.draft_keys import is_draft, read_draft
from quizkit.bank.fault import Findings, quoted
from quizkit.bank.locate import Remark, locate
from quizkit.bank.nodes import compose
from quizkit.bank.question_keys import QUESTION, build_question
from quizkit.bank.source import read_source
from quizkit.model.question import Question


def read_question(question_id: str, path: Path, into: Findings) -> Question | None:
    """The question in the file at `path`; None when anything in it is a fault."""
    before = len(into)
    text = read_source(path, into)
    node = compose(text, into) if text is not None else None
    if node is None:
        return None
    if is_draft(node):
        return read_draft(question_id, node, into)
    found = QUESTION.read(node, into)
    if len(into) > before:
        return None
    question = build_question(question_id, found)
    for remark in _ambiguities(question):
        line, column = locate(node, remark.keys)
        into.add(line, column, remark.message, remark.hint)
    return question if len(into) == before else None


def _ambiguities(question: Question) -> Iterator[Remark]:
    """Two claims under one id; a wrong choice that is the right one."""
    ids = [claim.id for claim in question.claims]
    for i, claim_id in enumerate(ids):
        if claim_id in ids[:i]:
            yield Remark(
                ("claims", i, "id"),
                f"two claims are called {quoted(claim_id)}",
                "a claim's id is unique inside its question",
            )
    choices = [question.choices.right, *(wrong.text for wrong in question.choices.wrong)]
    for i, choice in enumerate(choices):
        for earlier in choices[:i]:
            if choice.en == earlier.en or choice.zh == earlier.zh:
                what = "the right one" if earlier is choices[0] else "another one"
                yield Remark(("choices", "wrong", i - 1), f"this choice equals {what}")
