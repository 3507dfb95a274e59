"""A term of the glossary is translated as the glossary says."""

import re
from collections.abc import Iterator, Sequence

from quizkit.bank.fault import Fault, quoted
from quizkit.bank.glossary import Term, whole_word
from quizkit.bank.lint.context import Context
from quizkit.bank.locate import Remark
from quizkit.bank.texts import Keys, texts
from quizkit.model.question import Question
from quizkit.model.text import Text

Texts = Sequence[tuple[Keys, Text]]


def terms(context: Context, question: Question) -> Iterator[Remark]:
    """No refused translation; a term that the English uses has its Chinese in the question too."""
    found = list(texts(question))
    chinese = "\n".join(text.zh for _, text in found)
    english = "\n".join(text.en for _, text in found).lower()
    for name, term in context.glossary.items():
        for refused in term.avoid:
            if refused in chinese:
                yield from _refused(found, refused, f"the glossary says {term.zh} for {name}")
        translated = any(good in chinese for good in term.chinese)
        # Looking for the plain word first is what makes a large glossary cheap.
        if not translated and re.split(r"[\s-]", name.lower())[0] in english:
            yield from _untranslated(found, name, term)


def contradictions(context: Context) -> Iterator[Fault]:
    """No translation is both right and refused."""
    for name, term in context.glossary.items():
        for i, refused in enumerate(term.avoid):
            if good := next((g for g in term.chinese if refused in g), None):
                message = f"{quoted(refused)} is refused, and part of {quoted(good)}"
                remark = Remark((name, "avoid", i), message)
                yield context.at_file(context.bank.pack.glossary, remark)


def _refused(found: Texts, refused: str, hint: str) -> Iterator[Remark]:
    for keys, text in found:
        if refused in text.zh:
            yield Remark((*keys, "zh"), f"{quoted(refused)} is refused", hint, refused)


def _untranslated(found: Texts, name: str, term: Term) -> Iterator[Remark]:
    pattern = whole_word(name)
    for keys, text in found:
        if used := pattern.search(text.en):
            message = f"{quoted(name)} is used, and the Chinese nowhere says {term.zh}"
            hint = "translate it so, or add the translation to also: in qa_bank/glossary.yaml"
            yield Remark((*keys, "en"), message, hint, used[0])
            return
