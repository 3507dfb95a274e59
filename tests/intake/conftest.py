"""An empty pack, and packages that Anki's own engine has written."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from anki.collection import Collection, ExportAnkiPackageOptions
from anki.decks import DeckId

from quizkit.bank import Pack

Ease = Literal[1, 2, 3, 4]


class Anki:
    """A collection of the engine; `export` writes it as a package."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.collection = Collection(str(folder / "collection.anki2"))
        deck = self.collection.decks.id("Deep::Attention")
        assert deck is not None
        self.deck = DeckId(deck)

    def add(self, kind: str, *fields: str, tags: str = "") -> None:
        """Add a note of a kind that comes with Anki."""
        model = self.collection.models.by_name(kind)
        assert model is not None
        note = self.collection.new_note(model)
        note.fields[: len(fields)] = fields
        note.tags = tags.split()
        _ = self.collection.add_note(note, self.deck)

    def answer(self, ease: Ease) -> None:
        """Answer the next card."""
        self.collection.decks.select(self.deck)
        card = self.collection.sched.getCard()  # pyright: ignore[reportAttributeAccessIssue]
        assert card is not None
        card.start_timer()
        _ = self.collection.sched.answerCard(card, ease)  # pyright: ignore[reportAttributeAccessIssue]

    def export(self, *, legacy: bool) -> Path:
        """Write everything as a package, in one of the two formats."""
        path = self.folder / f"{'legacy' if legacy else 'current'}.apkg"
        options = ExportAnkiPackageOptions(
            with_scheduling=True, with_deck_configs=True, with_media=True, legacy=legacy
        )
        _ = self.collection.export_anki_package(out_path=str(path), options=options, limit=None)
        return path


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Anki]:
    """A fresh collection."""
    (tmp_path / "anki").mkdir()
    made = Anki(tmp_path / "anki")
    yield made
    made.collection.close()


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    """A pack without a question."""
    (tmp_path / "pack/qa_bank").mkdir(parents=True)
    return Pack((tmp_path / "pack").resolve())


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file to be imported."""

    def write(name: str, data: str | bytes) -> Path:
        path = tmp_path / name
        _ = path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    return write
