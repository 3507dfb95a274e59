"""Each text is in the language that its key says."""

import re
from collections.abc import Iterator

from quizkit.bank.fault import quoted
from quizkit.bank.lint.context import Context
from quizkit.bank.locate import Remark
from quizkit.bank.texts import texts
from quizkit.model.question import Question

HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_NO_PROSE = re.compile(r"\$[^$]*\$|`[^`]*`")
_WORD = re.compile("[A-Za-z]{3,}")


def languages(context: Context, question: Question) -> Iterator[Remark]:
    """English has no Chinese characters; Chinese has some, unless it is a formula or a name."""
    del context
    for keys, text in texts(question):
        if found := HAN.search(text.en):
            message = f"Chinese in an English text: {quoted(text.en[found.start() :][:12])}"
            yield Remark((*keys, "en"), message, "write it in English", found[0])
        words = _WORD.findall(_NO_PROSE.sub("", text.zh))
        if not HAN.search(text.zh) and len(words) > 1:
            message = f"no Chinese in a Chinese text: {quoted(text.zh)}"
            yield Remark((*keys, "zh"), message, "write it in Chinese")
    for i, point in enumerate(question.points):
        for j, word in enumerate(point.any):
            if word != word.lower():
                hint = f"write {word.lower()}: typed answers are compared in lower case"
                yield Remark(("points", i, "any", j), f"{quoted(word)} is not lower case", hint)
