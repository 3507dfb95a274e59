"""A card of another program, before it is a question."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from quizkit.model.review import Rating


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer that was given in the other program; `id` is its own number there."""

    id: int
    at: datetime
    rating: Rating
    seconds: float
    counts: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """A card as Markdown.

    `source` identifies the card in its program, over all changes of its text: a guid where there is
    one, else the front. `topic` is what the program calls the group that the card lies in. `media`
    are the names of the files that the text shows, under `media/`.
    """

    source: str
    front: str
    back: str
    topic: str = ""
    tags: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    answers: tuple[Answered, ...] = ()

    @property
    def key(self) -> str:
        """What identifies the card in the name of its file."""
        return hashlib.sha256(self.source.encode()).hexdigest()[:10]


Unfold = Callable[[Sequence[str], Path], Mapping[str, Path]]
"""Writes media into a folder, and gives where each is by its name; not those that lack."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds; `unfold` writes its media, and `notices` say what was left out."""

    drafts: tuple[Draft, ...]
    unfold: Unfold
    notices: tuple[str, ...] = field(default=())


def no_media(names: Sequence[str], into: Path) -> Mapping[str, Path]:
    """The media of a file that has none."""
    return {}
