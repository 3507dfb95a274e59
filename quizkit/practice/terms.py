"""The words of a question that the glossary explains."""

from typing import TYPE_CHECKING

from quizkit.model.question import Question

if TYPE_CHECKING:
    from quizkit.bank import Bank
    from quizkit.bank.glossary import Term


def terms_of(bank: "Bank", question: Question, *, answered: bool) -> "dict[str, Term]":
    """The terms in a question by their English name, in the order in which they occur.

    Once it is `answered`, those of the answer too: before, they would give it away.
    """
    from quizkit.bank.fault import Findings
    from quizkit.bank.glossary import read_glossary, terms_in

    pack = bank.pack_of(question.id)
    # What is wrong with the glossary is for lint to say.
    glossary = read_glossary(pack, Findings(pack.glossary))
    shown = [question.question, *([question.answer] if answered else [])]
    names = terms_in("\n\n".join(f"{text.en}\n\n{text.zh}" for text in shown), glossary)
    return {name: glossary[name] for name in names}
