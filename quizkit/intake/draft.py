"""A card of another program, before it is a question."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

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


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds; `media` reads a file by its name, and `notices` say what was left out."""

    drafts: tuple[Draft, ...]
    media: "Callable[[str], bytes]"
    notices: tuple[str, ...] = field(default=())


def no_media(name: str) -> bytes:
    """The media of a file that has none."""
    raise KeyError(name)
