"""Packs of questions and checks: reading, finding what is wrong, choosing."""

from quizkit.bank.bank import Bank
from quizkit.bank.checks import Checks, CheckSource
from quizkit.bank.fault import Fault
from quizkit.bank.lint import lint
from quizkit.bank.load import join, load, reload
from quizkit.bank.pack import Pack, builtin_pack, find_pack
from quizkit.bank.select import ClaimRef, select, select_questions
from quizkit.bank.summary import ClaimSummary, Summary
from quizkit.bank.trust import NotTrusted, Trust

__all__ = [
    "Bank",
    "CheckSource",
    "Checks",
    "ClaimRef",
    "ClaimSummary",
    "Fault",
    "NotTrusted",
    "Pack",
    "Summary",
    "Trust",
    "builtin_pack",
    "find_pack",
    "join",
    "lint",
    "load",
    "reload",
    "select",
    "select_questions",
]
