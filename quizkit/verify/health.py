"""How the checks of each topic stand, by what was last measured of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from quizkit.bank import Bank, select
from quizkit.model.evidence import Verdict
from quizkit.verify.verifying import last_results


@dataclass(frozen=True, slots=True)
class Health:
    """The measured claims of a topic: how many there are, were measured, and came out supported."""

    claims: int
    measured: int
    supported: int


def health(bank: Bank, cache_dir: Path) -> Mapping[str, Health]:
    """The health of each topic by its name; runs nothing."""
    refs = select(bank, ())
    claims = dict.fromkeys(bank.topics, 0)
    for summary in bank.summaries.values():
        claims[summary.topic] += sum(claim.check is not None for claim in summary.claims)
    measured = dict.fromkeys(bank.topics, 0)
    supported = dict.fromkeys(bank.topics, 0)
    for result in last_results(bank, refs, cache_dir=cache_dir):
        topic = result.question.partition("/")[0]
        measured[topic] += 1
        supported[topic] += result.verdict is Verdict.SUPPORTED
    return {t: Health(claims[t], measured[t], supported[t]) for t in bank.topics}
