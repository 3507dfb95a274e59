"""`qa_bank/glossary.yaml`: a term is translated one way."""

from dataclasses import dataclass

from quizkit.bank.fault import Findings
from quizkit.bank.pack import Pack
from quizkit.bank.question_keys import TEXT
from quizkit.bank.readers import Many, Words
from quizkit.bank.records import Key, Record, Table, read_table
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
