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
UNDECIDED = ""
_KANA = re.compile("[\u3041-\u30fa]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
"""What GB18030 gives for pairs of bytes that stand for nothing in a Chinese text."""
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
    except (UnicodeDecodeError, LookupError) as error:
        raise QuizkitError(
            "its encoding cannot be told", place=Place(path), hint="save it as UTF-8"
        ) from error
    if "\0" in text:
        raise QuizkitError("it is no text: it holds zero bytes", place=Place(path))
    if not text.strip():
        raise QuizkitError("it is empty", place=Place(path))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def encoding_of(data: bytes) -> str:
    """The encoding: by its mark, by where zeros stand, else the first of these that fits.

    UTF-8, Shift-JIS, GB18030, Big5, Latin-1; `UNDECIDED` where two fit equally well.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    if b"\0" in data:
        # In UTF-16 the ASCII among the text has its zeros on one side.
        even, odd = data[0::2].count(0), data[1::2].count(0)
        return "utf-16-le" if odd > even else "utf-16-be"
    if _decoded(data, "utf-8"):
        return "utf-8"
    # No kana come of the bytes of Hanzi or of accents, whichever way those are read.
    if _is_japanese(_decoded(data, "cp932")):
        return "cp932"
    chinese = _decoded(data, "gb18030") if _is_chinese(data) else ""
    if _is_japanese(chinese) and _decoded(data, "euc_jp"):
        # GB2312 has kana too, and where EUC-JP has them: only the Hanzi between them differ.
        return UNDECIDED
    if chinese and not _PRIVATE.search(chinese):
        return "gb18030"
    if chinese and (traditional := _decoded(data, "big5")) and not _PRIVATE.search(traditional):
        return "big5"
    return "cp1252" if not re.search(rb"[\x81\x8d\x8f\x90\x9d]", data) else "latin-1"


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _is_japanese(text: str) -> bool:
    """Whether a fifth of what is not ASCII are kana; Japanese has more than that of them."""
    others = sum(character > "\x7f" for character in text)
    return 5 * len(_KANA.findall(text)) > others


def _is_chinese(data: bytes) -> bool:
    """Whether high bytes come in pairs, as Hanzi have them; accents stand alone among letters."""
    runs = [len(run) for run in _HIGH_RUN.findall(data)]
    return sum(length for length in runs if length > 1) > sum(length == 1 for length in runs)
