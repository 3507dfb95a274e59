"""Progress in packs that are not here by that name, which would else be left out in silence.

Ids begin with the name under which each member has added a pack. Nothing in a file says which pack
that is, so that two names are never taken for one: it is told, and what could be meant by it.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from quizkit.bank.named import split
from quizkit.group.digest import Digest
from quizkit.group.shared import question_of

if TYPE_CHECKING:
    from quizkit.bank import Bank


def strange_packs(digests: Mapping[str, Digest], bank: "Bank") -> Iterator[tuple[str, str]]:
    """For each pack that a member's progress names and that is not here: who, and what to do."""
    here = {name: set(one.topics) for name, one in bank.added.items()}
    for member, digest in sorted(digests.items()):
        for pack, topics in sorted(_named(digest).items()):
            if pack in here:
                continue
            like = sorted(name for name, known in here.items() if topics & known)
            yield (
                member,
                f"progress in a pack called {pack}, which is not here: {_mend(pack, like)}",
            )


def _mend(pack: str, like: list[str]) -> str:
    if like:
        return f"if that is your {' or '.join(like)}, all have to add it under one name"
    return f"`quizkit pack add … --as {pack}` adds it"


def _named(digest: Digest) -> dict[str, set[str]]:
    """The packs that a member's progress is in, each with the topics of it that are named."""
    topics = {topic for _, topic in digest.days} | set(digest.topics)
    topics |= {question_of(card).partition("/")[0] for card in digest.cards}
    found: dict[str, set[str]] = {}
    for topic in topics:
        pack, inside = split(topic)
        if pack:
            found.setdefault(pack, set()).add(inside)
    return found
