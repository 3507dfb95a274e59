"""Anki's packages, in the legacy and in the current format."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from quizkit.intake.archive import Archive, safe_name
from quizkit.intake.collection import Logged, Note, Refused, opened
from quizkit.intake.draft import Answered, Draft, Found, Unfold
from quizkit.intake.markup import filled, has_cloze, markdown_of, with_gaps
from quizkit.model.review import Rating

FILTERED = 3
OURS = "quizkit-"
"""What the guid of a note begins with that quizkit has exported."""
_EASES = frozenset(int(rating) for rating in Rating)
_END = 4_102_444_800_000
"""The year 2100 in ms: what is later is no moment at which somebody answered."""
_ADDRESS = re.compile(r"//|[A-Za-z][A-Za-z0-9+.-]*:")
_ANSWERS = range(4)
"""Kinds of the log that are answers; the others only set a date."""


def read_apkg(path: Path) -> Found:
    """The notes of a package, one card each, with the answers given to its first card.

    Raises:
        QuizkitError: it is no package, is broken, or holds more than is taken.
    """
    with Archive(path) as archive:
        names = {name: inside for name, inside in archive.media().items() if safe_name(name)}
        try:
            with opened(archive.collection()) as collection:
                notes, log = list(collection.notes()), list(collection.log())
        except Refused as error:
            raise archive.broken(str(error)) from error
    answers, others = _answers(log)
    notices: list[str] = []
    drafts: list[Draft] = []
    for note in notes:
        try:
            draft = _draft(note, set(names), answers.get(note.id, ()))
        except ValueError as error:
            notices.append(f"{path.name}: note {note.id}: {error}")
            continue
        if draft.front and draft.back:
            drafts.append(draft)
        else:
            notices.append(f"{path.name}: note {note.id}: a card needs a front and a back")
    if others:
        notices.append(f"{path.name}: {others} answers to further cards of a note are left out")
    return Found(tuple(drafts), _unfold(path, names), tuple(notices))


def _draft(note: Note, names: set[str], answers: tuple[Answered, ...]) -> Draft:
    first, *others = _ours(note.fields) if note.guid.startswith(OURS) else note.fields
    rest = [field for field in others if field.strip()]
    used: dict[str, None] = {}

    def media(name: str) -> str | None:
        # What lies elsewhere was never in the package; what should be there is told as missing.
        if name and not _ADDRESS.match(name):
            used[name] = None
        return safe_name(name) if name in names else None

    cloze = has_cloze(first)
    front = markdown_of(with_gaps(first) if cloze else first, media)
    parts = [filled(first), *rest] if cloze else rest
    back = "\n\n".join(filter(None, (markdown_of(part, media) for part in parts)))
    return Draft(
        source=f"anki {note.guid}",
        front=front,
        back=back,
        topic=note.deck.rpartition("::")[2],
        tags=note.tags,
        media=tuple(used),
        answers=answers,
    )


def _ours(fields: tuple[str, ...]) -> tuple[str, ...]:
    """The fields of a note that quizkit has exported, as any other has them.

    Its first field is the card's id, its third says what to do, its fourth has the options.
    """
    if len(fields) < 5:
        return fields
    _, front, _, options, *back = fields
    return f"{front}{options}", *back


def _answers(log: list[Logged]) -> tuple[dict[int, tuple[Answered, ...]], int]:
    """The answers to the first card of each note, and how many there are to other cards."""
    found: dict[int, list[Answered]] = {}
    others = 0
    for line in log:
        if line.kind not in _ANSWERS or line.ease not in _EASES or not 0 <= line.id < _END:
            continue
        if line.order:
            others += 1
            continue
        at = datetime.fromtimestamp(line.id / 1000, UTC)
        seconds = max(line.milliseconds, 0) / 1000
        found.setdefault(line.note, []).append(
            Answered(line.id, at, Rating(line.ease), seconds, line.kind != FILTERED)
        )
    return {note: tuple(answers) for note, answers in found.items()}, others


def _unfold(path: Path, insides: dict[str, str]) -> Unfold:
    def unfold(names: Sequence[str], into: Path) -> Mapping[str, Path]:
        with Archive(path) as archive:
            packed = {name: insides[name] for name in names if name in insides}
            return archive.unfold(packed, into)

    return unfold
