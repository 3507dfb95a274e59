"""The media of cards as files of a pack: none takes the name of another with other bytes."""

import filecmp
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import file_digest
from pathlib import Path

from quizkit.bank.pack import Pack
from quizkit.intake.archive import safe_name
from quizkit.intake.draft import Draft, Found

MEDIA = "media"


@dataclass(frozen=True, slots=True)
class Media:
    """The media of an import, by the names that cards call them.

    `staged` are the files as they were unfolded, `places` where each belongs in the pack.
    """

    staged: Mapping[str, Path]
    places: Mapping[str, Path]

    def shown(self, draft: Draft) -> Draft:
        """A draft whose text names its media as they are called in the pack."""
        front, back = draft.front, draft.back
        for name in draft.media:
            kept = safe_name(name)
            if name in self.places and self.places[name].name != kept:
                new = _link(self.places[name].name)
                front = front.replace(_link(kept or ""), new)
                back = back.replace(_link(kept or ""), new)
        return replace(draft, front=front, back=back)

    def needed(self, drafts: Iterable[Draft]) -> dict[Path, Path]:
        """The files of drafts by their places, without those that are there already."""
        names = dict.fromkeys(name for draft in drafts for name in draft.media)
        return {
            self.places[name]: self.staged[name]
            for name in names
            if name in self.places and not self.places[name].exists()
        }

    def missing(self, drafts: Iterable[Draft]) -> tuple[str, ...]:
        """The media of drafts that the file lacks."""
        names = dict.fromkeys(name for draft in drafts for name in draft.media)
        return tuple(name for name in names if name not in self.staged)


def media_of(pack: Pack, found: Found, into: Path) -> Media:
    """Unfold the media of all drafts into a new folder.

    Raises:
        QuizkitError: the file is broken, or its media are too much.
        OSError: one cannot be written.
    """
    into.mkdir()
    names = dict.fromkeys(name for draft in found.drafts for name in draft.media)
    staged = found.unfold([name for name in names if safe_name(name)], into)
    return Media(staged, {name: _place(pack, name, file) for name, file in staged.items()})


def _place(pack: Pack, name: str, file: Path) -> Path:
    """Where a file belongs: under its name, or beside another of that name by what it holds."""
    place = pack.root / MEDIA / (safe_name(name) or "")
    if not place.exists() or (place.is_file() and filecmp.cmp(place, file, shallow=False)):
        return place
    with file.open("rb") as opened:
        digest = file_digest(opened, "sha256").hexdigest()
    return place.with_name(f"{place.stem}-{digest[:16]}{place.suffix}")


def _link(name: str) -> str:
    """A media file as the target of a link, as `markup` writes it."""
    return f"(<{MEDIA}/{name}>)"
