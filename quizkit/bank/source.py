"""Reading a text file of a pack, which anybody may have written.

Line ends of Windows and a byte order mark are accepted: editors write them unasked, and they change
nothing. Everything that a reader cannot see is refused: control characters and ANSI escapes, which
speak to the terminal, and direction overrides, which show a text in another order than it has.
"""

import re
import stat
import unicodedata
from pathlib import Path

from quizkit.bank.fault import Findings

MAX_BYTES = 1_000_000
"""No honest file of a pack comes near this: a long question has 10,000 bytes."""

_INVISIBLE_CLASS = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters, among them the escape
    "\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"  # bidi, zero width
    "\ufff0-\uffff"  # specials, the replacement character of a broken conversion among them
    "\ud800-\udfff"  # half a character
    "\U000e0000-\U000e0fff"  # tags: a whole text can hide in them
)
INVISIBLE = re.compile(f"[{_INVISIBLE_CLASS}]")


def read_source(path: Path, into: Findings, limit: int = MAX_BYTES) -> str | None:
    """The text of a file without a byte order mark; None, and a fault, when it cannot be had."""
    data = _bytes(path, into, limit)
    if data is None:
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _place_in_bytes(data, error.start)
        into.add(line, column, "not UTF-8", "save the file in the encoding UTF-8")
        return None
    if found := INVISIBLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        into.add(line, column, f"the file holds {named(found[0])}", "delete it")
        return None
    return text


def named(character: str) -> str:
    """An invisible character by its number and name."""
    name = unicodedata.name(character, "a control character")
    return f"U+{ord(character):04X} ({name.lower()})"


def _bytes(path: Path, into: Findings, limit: int) -> bytes | None:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            into.add(0, 0, "not a regular file")
            return None
        size = status.st_size
        if size <= limit:
            with path.open("rb") as file:
                # Not `limit` at once, for which Python would make room each time.
                data = file.read(size + 1)
                if len(data) > size:  # it grew since
                    data += file.read(limit)
            size = len(data)
            if size <= limit:
                return data
    except OSError as error:
        into.add(0, 0, f"cannot be read: {error.strerror or error}")
        return None
    into.add(0, 0, f"the file has {size:,} bytes; at most {limit:,} are read")
    return None


def _place_in_bytes(data: bytes, offset: int) -> tuple[int, int]:
    line_start = data.rfind(b"\n", 0, offset) + 1
    before = data[line_start:offset].decode("utf-8-sig", errors="replace")
    return data.count(b"\n", 0, offset) + 1, len(before) + 1
