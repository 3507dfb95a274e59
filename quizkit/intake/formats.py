"""What can be imported, by the ending of a file's name. A new format is one line here."""

from collections.abc import Callable, Mapping
from pathlib import Path

from quizkit.errors import Place, QuizkitError
from quizkit.intake.apkg import read_apkg
from quizkit.intake.draft import Found
from quizkit.intake.notes import read_notes
from quizkit.intake.table import read_table

FORMATS: Mapping[str, Callable[[Path], Found]] = {
    ".apkg": read_apkg,
    ".csv": read_table,
    ".tsv": read_table,
    ".txt": read_table,
    ".md": read_notes,
    ".markdown": read_notes,
}


def read_cards(path: Path) -> Found:
    """The cards of a file.

    Raises:
        QuizkitError: it is of no format that is known, or cannot be read.
    """
    if not path.is_file():
        raise QuizkitError("there is no such file", place=Place(path))
    read = FORMATS.get(path.suffix.lower())
    if read is None:
        known = ", ".join(FORMATS)
        raise QuizkitError(f"what ends in {path.suffix!r} is not imported", hint=f"known: {known}")
    found = read(path)
    if not found.drafts:
        told = "; ".join(found.notices[:3])
        raise QuizkitError("it holds no card", place=Place(path), hint=told)
    return found
