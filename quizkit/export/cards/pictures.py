"""The pictures of a pack that cards show, taken along with a deck.

Only a file of the pack's own `media/` is one, never what lies elsewhere or would be fetched; it is
shown as a picture alone, in which nothing can run.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from quizkit.bank import Bank
from quizkit.export.cards.card import ExportCard, Medium
from quizkit.model.pictures import FOLDER, PICTURE
from quizkit.model.text import Text

TYPES: Mapping[str, str] = MappingProxyType(
    {
        ".png": "image/png",
        ".jpg": "image/jpeg",
        ".jpeg": "image/jpeg",
        ".gif": "image/gif",
        ".webp": "image/webp",
        ".svg": "image/svg+xml",
    }
)
MAX_BYTES = 10_000_000
"""Of one picture; no card needs a larger one."""
MAX_ALL = 200_000_000
"""Of all pictures of a deck, which is made in memory."""
_UNSAFE = re.compile(r"[^\w.-]")


@dataclass(slots=True)
class Pictures:
    """Collects the pictures of cards; `media` are those found, by the names that cards then use."""

    bank: Bank
    media: dict[str, Medium] = field(default_factory=dict[str, Medium])
    _names: dict[Path, str] = field(default_factory=dict[Path, str])
    _left: int = MAX_ALL

    def shown(self, card: ExportCard) -> ExportCard:
        """A card whose pictures are called as in `media`; one that is not there stays a text."""
        texts = (card.front.en, card.front.zh, card.back.en, card.back.zh)
        if not any("](<media/" in text or "](media/" in text for text in texts):
            return card
        folder = self.bank.pack_of(card.id.question).root / FOLDER

        def named(found: re.Match[str]) -> str:
            name = self._name(folder / found[2]) if _is_plain(found[2]) else ""
            return f"{found[1]}<{FOLDER}/{name}>)" if name else found[0]

        def text(told: Text) -> Text:
            return Text(PICTURE.sub(named, told.en), PICTURE.sub(named, told.zh))

        return replace(card, front=text(card.front), back=text(card.back))

    def _name(self, path: Path) -> str:
        """The name of a picture in the deck; "" where there is none that can be shown."""
        if path not in self._names:
            self._names[path] = self._taken(path)
        return self._names[path]

    def _taken(self, path: Path) -> str:
        kind = TYPES.get(path.suffix.lower())
        try:
            # A link may lead out of the pack.
            if kind is None or path.is_symlink() or path.parent.is_symlink() or not path.is_file():
                return ""
            if path.stat().st_size > min(MAX_BYTES, self._left):
                return ""
            data = path.read_bytes()
        except OSError:
            return ""
        self._left -= len(data)
        stem = _UNSAFE.sub("_", path.stem)[:60]
        name = f"{stem}-{sha256(data).hexdigest()[:12]}{path.suffix.lower()}"
        self.media[name] = Medium(kind, data)
        return name


def _is_plain(name: str) -> bool:
    """Whether a name is that of a file in a folder, and no path."""
    return not name.startswith(".") and not re.search(r"[/\\\x00]", name)
