"""The rules of lint. A new one is a new file and one line here."""

from quizkit.bank.lint.certified import addresses, certificates
from quizkit.bank.lint.context import PackRule, QuestionRule
from quizkit.bank.lint.language import languages
from quizkit.bank.lint.links import links
from quizkit.bank.lint.names import names
from quizkit.bank.lint.orphans import earlier_ids, missing_helpers, orphans
from quizkit.bank.lint.terms import contradictions, terms

QUESTION_RULES: tuple[QuestionRule, ...] = (links, languages, terms, addresses)
PACK_RULES: tuple[PackRule, ...] = (
    orphans,
    missing_helpers,
    earlier_ids,
    contradictions,
    certificates,
    names,
)
