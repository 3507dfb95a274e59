"""The JSON Schema of a question, for editors; made from the keys that the loader reads by."""

import json
from typing import Any

from quizkit.bank.question_keys import QUESTION

NAME = "question.schema.json"
MODELINE = f"# yaml-language-server: $schema=../{NAME}"
"""The first line of a question, by which editors find the schema."""


def question_schema() -> dict[str, Any]:
    """The schema, as JSON values."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A question of a quizkit pack",
        "description": "qa_bank/<topic>/<slug>.yaml; see docs/writing-a-question.md",
    } | QUESTION.schema()


def schema_text() -> str:
    """The text of `qa_bank/question.schema.json`."""
    return json.dumps(question_schema(), ensure_ascii=False, indent=2) + "\n"
