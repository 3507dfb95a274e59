"""`qa_bank/glossary.yaml`: a term is translated one way, and explained."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from quizkit.bank.fault import Findings, did_you_mean, quoted
from quizkit.bank.pack import Pack
from quizkit.bank.question_keys import TEXT
from quizkit.bank.readers import Many, Words
from quizkit.bank.records import Key, Record, Table, read_table
from quizkit.errors import QuizkitError
from quizkit.model.flow import joined
from quizkit.model.text import Text


@dataclass(frozen=True, slots=True)
class Term:
    """How a term is translated.

    `zh` is the translation, `also` are others that are as good, `avoid` those that are wrong.
    """

    zh: str
    means: Text
    also: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()

    @property
    def chinese(self) -> tuple[str, ...]:
        """The translations that are right."""
        return (self.zh, *self.also)


GLOSSARY = Table(
    Record(
        Term,
        (
            Key("zh", Words(), "the translation"),
            Key("means", TEXT, "what it means, for a reader"),
            Key("also", Many(Words(), "translations", 1), "translations that are as good", ()),
            Key("avoid", Many(Words(), "translations", 1), "translations that are wrong", ()),
        ),
    ),
    Words(r"[^\W_].*", "a term such as attention head"),
)


def read_glossary(pack: Pack, into: Findings) -> dict[str, Term]:
    """The terms by their English name, without the broken ones."""
    found = read_table(pack.glossary, GLOSSARY, into) or {}
    return {name: term for name, term in found.items() if term is not None}


def terms_in(text: str, glossary: Mapping[str, Term]) -> list[str]:
    """The names of the terms that occur in `text`, in either language, by their first occurrence.

    `text` is Markdown as it stands in a question. Where one term is part of another, as 掩码 is of
    因果掩码, only the longer one occurs.
    """
    written = sorted(_written(glossary), key=lambda form: len(form[0]), reverse=True)
    if not written:
        return []
    names = [name for _, name in written]
    anywhere = "|".join(f"(?P<t{i}>{pattern})" for i, (pattern, _) in enumerate(written))
    # Emphasis may fall on half a term, and a line may end in the middle of a Chinese one.
    plain = joined(text).replace("*", "")
    found = re.finditer(anywhere, plain, re.IGNORECASE)
    return list(dict.fromkeys(names[int((m.lastgroup or "")[1:])] for m in found))


def term_called(word: str, glossary: Mapping[str, Term]) -> str:
    """The name of the term that somebody means by `word`: its name, or any translation of it.

    A translation that the glossary refuses is understood, too: who uses it wants to know better.

    Raises:
        QuizkitError: no term is called so.
    """
    wanted = _plain(word)
    refused = {_plain(bad): name for name, term in glossary.items() for bad in term.avoid}
    right = {_plain(good): name for name, term in glossary.items() for good in term.chinese}
    # What one term refuses may be right for another, which is then meant.
    called = refused | right | {_plain(name): name for name in glossary}
    if wanted in called:
        return called[wanted]
    if wanted.endswith("s") and wanted[:-1] in called:
        return called[wanted[:-1]]
    raise QuizkitError(
        f"the glossary has no term {quoted(word)}",
        hint=did_you_mean(wanted, called.keys()) or "quizkit glossary lists all terms",
    )


@cache
def whole_word(name: str) -> re.Pattern[str]:
    """What matches the term `name` in an English text in any case, its plural too."""
    return re.compile(_whole_word(name), re.IGNORECASE)


def _whole_word(name: str) -> str:
    words = r"[\s-]+".join(re.escape(word) for word in re.split(r"[\s-]+", name))
    # Chinese characters are letters to \w, and stand beside a Latin word without a space.
    return rf"(?<![0-9A-Za-z_-]){words}(?:s|es)?(?![0-9A-Za-z_-])"


def _written(glossary: Mapping[str, Term]) -> Iterator[tuple[str, str]]:
    """What matches each way in which a term may be written, and the term's name."""
    for name, term in glossary.items():
        yield _whole_word(name), name
        yield from ((re.escape(translation), name) for translation in term.chinese)


def _plain(word: str) -> str:
    return " ".join(re.split(r"[\s-]+", word.strip().casefold()))
