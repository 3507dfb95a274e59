"""Reading a draft: a question of which only the question and its answer are written yet."""

from collections.abc import Mapping
from typing import Any

from quizkit.bank.fault import Findings
from quizkit.bank.nodes import Node, Pairs, Scalar
from quizkit.bank.placeholder import has_open_place
from quizkit.bank.question_keys import LANGUAGES, QUESTION, without_id
from quizkit.bank.records import Key, Problem, Record
from quizkit.bank.scalars import scalar
from quizkit.model.question import NO_CHOICES, Question
from quizkit.model.text import Text

_HEAD = ("question", "answer")
_UNWRITTEN = ("points", "claims", "choices")
"""What a draft may lack, and what is not read of it."""


def _half(en: str | None, zh: str | None) -> Text:
    return Text(en or zh or "", zh or en or "")


def _one_language(found: Mapping[str, Any]) -> list[Problem]:
    return [] if found else [("", "it is in no language", "write it in en, in zh or in both")]


_HALF = Record(
    _half,
    tuple(Key(key.name, key.reader, key.doc, None) for key in LANGUAGES),
    _one_language,
)
DRAFT = Record(
    without_id,
    tuple(
        Key(key.name, _HALF, key.doc) if key.name in _HEAD else key
        for key in QUESTION.keys
        if key.name not in _UNWRITTEN
    ),
)


def is_draft(node: Node) -> bool:
    """Whether a file says that it is one."""
    pairs = node.pairs if isinstance(node, Pairs) else []
    return any(key.value == "draft" and scalar(value) is True for key, value in pairs)


def read_draft(question_id: str, node: Node, into: Findings) -> Question | None:
    """The question of a draft, in the languages in which no place is open; None on a fault."""
    before = len(into)
    found = DRAFT.read(_written(node), into)
    if len(into) > before:
        return None
    return Question(id=question_id, points=(), claims=(), choices=NO_CHOICES, **found)


def open_keys(node: Node) -> list[tuple[str, int]]:
    """The keys under which a place is open, each with its line."""
    pairs = node.pairs if isinstance(node, Pairs) else []
    return [(key.value, key.start_mark.line + 1) for key, v in pairs if has_open_place(v)]


def _written(node: Node) -> Node:
    """What is read of a draft."""
    if not isinstance(node, Pairs):
        return node
    written: list[tuple[Scalar, Node]] = []
    for key, value in node.pairs:
        if key.value in _HEAD and isinstance(value, Pairs):
            told = [(lang, text) for lang, text in value.pairs if not has_open_place(text)]
            written.append((key, Pairs(told, value.start_mark)))
        elif key.value not in _UNWRITTEN:
            written.append((key, value))
    return Pairs(written, node.start_mark)
