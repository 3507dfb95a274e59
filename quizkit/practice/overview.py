"""What the home screen shows: what today holds, and how each topic stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from quizkit.practice.deck import Deck, is_barred
from quizkit.practice.kinds import KINDS
from quizkit.practice.selection import Selection
from quizkit.schedule import Day, Fsrs
from quizkit.store import Store

if TYPE_CHECKING:
    from quizkit.bank import Bank
    from quizkit.practice.stats import Mastery


@dataclass(frozen=True, slots=True)
class Overview:
    """What can be told at once.

    `due` are questions that are due today, by topic, of each question one card; `new_left` is how
    many new cards today still allows, `answered` how many questions were asked today.
    """

    topics: tuple[str, ...]
    due: Mapping[str, int]
    new_left: int
    answered: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How a topic stands: questions never asked, and how well its cards are known."""

    new: int
    questions: int
    mastery: "Mastery"


def overview(bank: "Bank", store: Store, day: Day, new_a_day: int) -> Overview:
    """What today holds; reads nothing of a question."""
    asked = {card.question for card in store.asked_since(day.start)}
    out = store.suspended() | store.buried(day.start)
    due = {
        card.question
        for card in store.due(before=day.end)
        if card not in out and card.question not in asked and card.question in bank.summaries
        if card.kind in KINDS and not is_barred(bank, KINDS[card.kind], card)
    }
    counts = dict.fromkeys(bank.topics, 0)
    for question in due:
        counts[question.partition("/")[0]] += 1
    left = max(new_a_day - store.introduced(day.start), 0)
    return Overview(bank.topics, counts, left, len(asked))


def standings(bank: "Bank", store: Store, schedule: Fsrs, now: datetime) -> dict[str, Standing]:
    """How each topic stands; looks at every card of the bank."""
    from quizkit.practice.stats import mastery

    everything = Selection()
    deck = Deck(bank, everything.questions(bank), everything.kinds)
    out = store.suspended()
    memories = store.schedule()
    cards = [card for question in bank.ids for card in deck.of(question) if card not in out]
    begun = {card.question for card in memories}
    questions = dict.fromkeys(bank.topics, 0)
    new = dict.fromkeys(bank.topics, 0)
    for question in bank.ids:
        topic = question.partition("/")[0]
        questions[topic] += 1
        new[topic] += question not in begun
    known = {m.topic: m for m in mastery(cards, memories, schedule, now)}
    return {
        topic: Standing(new[topic], questions[topic], known[topic])
        for topic in bank.topics
        if topic in known
    }
