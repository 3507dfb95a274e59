"""10,000 notes to .apkg: quizkit, and genanki alone with the same fields ready; reach ≤ 1.3.

python benchmarks/cards_to_anki.py [ROUNDS]

The processor's time is compared: both only compute. quizkit's includes setting the Markdown of the
pack as HTML; genanki's begins with the HTML. The two take turns; the least of the rounds counts.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import genanki
from generated_pack import make_pack

from quizkit.bank import Pack, load, select
from quizkit.export.cards.card import Deck
from quizkit.export.cards.deck import deck_of
from quizkit.export.cards.formats import FORMATS, Wanted
from quizkit.export.cards.formats.anki import BETWEEN_FIELDS, fields_of, guid_of
from quizkit.export.cards.formats.anki.note_types import note_types
from quizkit.export.cards.measured import Measurements
from quizkit.model import Lang

REACH = 1.3
QUESTIONS = 2_000
"""Of five cards each: recall, choice, and three claims."""
DATE = datetime(2026, 3, 1, tzinfo=UTC)


def generated_deck(folder: Path) -> Deck:
    """10,000 cards of a generated pack."""
    make_pack(folder, QUESTIONS)
    bank = load(Pack(folder))
    measured = Measurements.of(bank, [], {})
    return deck_of(
        bank, select(bank, []), measured, title="made", date=DATE, references=lambda _: {}
    )


def alone(deck: Deck, path: Path) -> Callable[[], None]:
    """What genanki does, from fields that are ready to a file."""
    types = note_types()
    ready = [
        (types[card.id.kind], fields.split(BETWEEN_FIELDS), list(card.tags), guid_of(card))
        for card, fields in fields_of(deck, Wanted(Lang.EN))
    ]

    def write() -> None:
        anki_deck = genanki.Deck(1, "made")
        for model, fields, tags, guid in ready:
            note = genanki.Note(model=model, fields=fields, tags=tags, guid=guid)
            anki_deck.add_note(note)
        genanki.Package(anki_deck).write_to_file(path, timestamp=DATE.timestamp())

    return write


def main(rounds: int) -> int:
    """Print the seconds and the ratio; return 1 beyond the reach."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        deck = generated_deck(folder / "pack")
        by = {
            "genanki alone": alone(deck, folder / "alone.apkg"),
            "quizkit": lambda: _quizkit(deck, folder / "ours.apkg"),
        }
        spent: dict[str, list[float]] = {name: [] for name in by}
        for _round in range(rounds):
            for name, write in random.sample(sorted(by.items()), len(by)):
                started = time.process_time()
                write()
                spent[name].append(time.process_time() - started)
    for name, seconds in spent.items():
        told = ", ".join(f"{s:.2f}" for s in seconds)
        print(
            f"{name:<14} {min(seconds):.2f} s of the processor for {len(deck.cards)} notes ({told})"
        )
    ratio = min(spent["quizkit"]) / min(spent["genanki alone"])
    print(f"ratio {ratio:.2f}; reach ≤ {REACH}")
    return int(ratio > REACH)


def _quizkit(deck: Deck, path: Path) -> None:
    _ = path.write_bytes(FORMATS["anki"].render(deck, Wanted(Lang.EN)))


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
