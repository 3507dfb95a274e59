"""Choosing claims by topic, question, check, claim, glob or the name of an added pack."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from quizkit.bank.bank import Bank
from quizkit.bank.fault import meant, quoted
from quizkit.bank.named import split
from quizkit.errors import QuizkitError


@dataclass(frozen=True, slots=True)
class ClaimRef:
    """The address of a claim."""

    question: str
    claim: str

    def __str__(self) -> str:
        return f"{self.question}#{self.claim}"


def select(bank: Bank, words: Sequence[str]) -> list[ClaimRef]:
    """The claims that any of `words` names, in the order of the bank; without words, all.

    Claims that no check decides are among them.

    Raises:
        QuizkitError: a word that names nothing.
    """
    return [ref for ref in _chosen(bank, words) if ref.claim]


def select_questions(bank: Bank, words: Sequence[str]) -> list[str]:
    """The questions of what `select` chooses, and the drafts, which have no claim.

    Raises:
        QuizkitError: a word that names nothing.
    """
    return list(dict.fromkeys(ref.question for ref in _chosen(bank, words)))


def _chosen(bank: Bank, words: Sequence[str]) -> list[ClaimRef]:
    """What is chosen; a question without claims under the claim ""."""
    chosen = list(_named(bank))
    if not words:
        return [ref for ref, _ in chosen]
    wanted: set[ClaimRef] = set()
    for word in words:
        named = {ref for ref, names in chosen if _matches(word, names)}
        if word in bank.added and word not in bank.topics:
            named = {ref for ref, _ in chosen if split(ref.question)[0] == word}
        elif not named and word not in bank.topics and word not in bank.checks:
            raise _unknown(bank, word)
        wanted |= named
    return [ref for ref, _ in chosen if ref in wanted]


def _named(bank: Bank) -> Iterator[tuple[ClaimRef, tuple[str, ...]]]:
    """Each claim with the words that name it."""
    for summary in bank.summaries.values():
        for claim in summary.claims:
            ref = ClaimRef(summary.id, claim.id)
            check = (claim.check,) if claim.check else ()
            yield ref, (summary.topic, summary.id, str(ref), *check)
        if not summary.claims:
            yield ClaimRef(summary.id, ""), (summary.topic, summary.id)


def _matches(word: str, names: Sequence[str]) -> bool:
    if any(c in word for c in "*?["):
        return any(fnmatchcase(name, word) for name in names)
    return word in names


def _unknown(bank: Bank, word: str) -> QuizkitError:
    broken = next(
        (f for f in bank.faults if f"/{bank.id_at(f.place.path)}".endswith(f"/{word}")), None
    )
    if broken:
        return QuizkitError(
            f"{quoted(word)} was left out: {broken.message}",
            place=broken.place,
            hint=broken.hint,
            zh=f"{quoted(word)} 有误，已跳过：{broken.message}",
        )
    of = "these packs" if bank.added else "this pack"
    known = {name for _, names in _named(bank) for name in names} | {*bank.checks, *bank.added}
    hint = meant(word, known)
    return QuizkitError(
        f"{quoted(word)} is no topic, question, check or claim of {of}",
        hint=hint.en,
        zh=f"{quoted(word)} 不是{'这些' if bank.added else '这个'}卡组中的主题、题目、检验或论断",
        hint_zh=hint.zh,
    )
