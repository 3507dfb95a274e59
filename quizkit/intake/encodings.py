"""The text of a file whose encoding nobody has told."""

import codecs
import re
from pathlib import Path

from quizkit.errors import Place, QuizkitError

MAX_BYTES = 50_000_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HIGH_RUN = re.compile(rb"[\x81-\xfe]+")


def read_text(path: Path) -> str:
    """The text of a file, with `\\n` at the end of each line.

    Raises:
        QuizkitError: it cannot be read, is too large, empty or no text.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise QuizkitError(f"cannot be read: {error.strerror}", place=Place(path)) from error
    if len(data) > MAX_BYTES:
        raise QuizkitError(f"it has more than {MAX_BYTES:,} bytes", place=Place(path))
    try:
        text = data.decode(encoding_of(data))
    except UnicodeDecodeError as error:
        raise QuizkitError(
            "its encoding cannot be told", place=Place(path), hint="save it as UTF-8"
        ) from error
    if "\0" in text:
        raise QuizkitError("it is no text: it holds zero bytes", place=Place(path))
    if not text.strip():
        raise QuizkitError("it is empty", place=Place(path))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def encoding_of(data: bytes) -> str:
    """The encoding: by its mark, as UTF-8 if it is that, by where zeros stand, GB18030, Latin-1."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    if b"\0" in data:
        # In UTF-16 the ASCII among the text has its zeros on one side.
        even, odd = data[0::2].count(0), data[1::2].count(0)
        return "utf-16-le" if odd > even else "utf-16-be"
    for name in ("utf-8", "gb18030"):
        try:
            _ = data.decode(name)
        except UnicodeDecodeError:
            continue
        if name == "utf-8" or _is_chinese(data):
            return name
    return "cp1252" if not re.search(rb"[\x81\x8d\x8f\x90\x9d]", data) else "latin-1"


def _is_chinese(data: bytes) -> bool:
    """Whether high bytes come in pairs, as Hanzi have them; accents stand alone among letters."""
    runs = [len(run) for run in _HIGH_RUN.findall(data)]
    return sum(length for length in runs if length > 1) > sum(length == 1 for length in runs)
