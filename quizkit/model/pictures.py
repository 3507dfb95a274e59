"""Pictures of a pack in the texts of its questions."""

import re
from dataclasses import replace
from pathlib import Path

from quizkit.model.question import Question
from quizkit.model.text import Text

FOLDER = "media"
PICTURE = re.compile(rf"(!\[[^\]\n]*\]\()<?{FOLDER}/([^<>()\n]+)>?\)")
"""A picture in Markdown, as an import writes it: what is before its address, and its name."""


def located(question: Question, root: Path) -> Question:
    """A question whose pictures are told by their paths, for where none can be shown.

    `root` is the folder of its pack.
    """
    asked, answer = _located(question.question, root), _located(question.answer, root)
    if asked is question.question and answer is question.answer:
        return question
    return replace(question, question=asked, answer=answer)


def _located(text: Text, root: Path) -> Text:
    if FOLDER not in text.en and FOLDER not in text.zh:
        return text
    return Text(_named(text.en, "picture: ", root), _named(text.zh, "图片：", root))


def _named(markdown: str, word: str, root: Path) -> str:
    # As code, so that no mark in a path is taken for one of Markdown.
    return PICTURE.sub(lambda found: f"{word}`{root / FOLDER / found[2]}`", markdown)
