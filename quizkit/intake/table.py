"""CSV and TSV: a card on each row. What Anki exports as text is read by its own header."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from quizkit.errors import Place, QuizkitError
from quizkit.intake.draft import Draft, Found, no_media
from quizkit.intake.encodings import read_text
from quizkit.intake.markup import literal, markdown_of

DELIMITERS = "\t,;|"
MAX_FIELD = 1_000_000
_HEADER = re.compile(r"#([a-z ]+):(.*)")
_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":", "space": " "}
_NAMES = {
    "front": ("question", "front", "q", "term", "问题", "题目", "正面"),
    "back": ("answer", "back", "a", "definition", "答案", "回答", "背面"),
    "tags": ("tags", "tag", "labels", "标签"),
    "source": ("guid", "id"),
}


def read_table(path: Path) -> Found:
    """The cards of a table; a row without a back is left out and told by its line.

    Raises:
        QuizkitError: it is no table, or has fewer than two columns.
    """
    text = read_text(path)
    settings, body, first = _settings(text)
    separator = settings.get("separator", "")
    delimiter = _SEPARATORS.get(separator.lower(), separator) or _delimiter(body)
    if len(delimiter) != 1 or delimiter in '"\r\n':
        known = ", ".join(_SEPARATORS)
        raise QuizkitError(
            f"its header names no separator: {separator[:20]!r}",
            place=Place(path, 1),
            hint=f"known: {known}, or the character itself",
        )
    rows = list(_rows(path, body, delimiter, first))
    if not rows:
        raise QuizkitError("it has no rows", place=Place(path))
    columns, headed = _columns(rows[0][1], settings)
    as_html = settings.get("html", "").lower() == "true"
    drafts: list[Draft] = []
    notices: list[str] = []
    for line, row in rows[headed:]:
        cells = {name: row[i].strip() for name, i in columns.items() if i < len(row)}
        front, back = cells.get("front", ""), cells.get("back", "")
        if not front or not back:
            notices.append(f"{path.name}:{line}: a card needs a front and a back")
            continue
        change = markdown_of if as_html else literal
        tags = tuple(re.split(r"[\s,;]+", cells.get("tags", "").strip()))
        source = cells.get("source") or front
        drafts.append(Draft(source, change(front), change(back), tags=tuple(filter(None, tags))))
    return Found(tuple(drafts), no_media, tuple(notices))


def _settings(text: str) -> tuple[dict[str, str], str, int]:
    """What the lines at the top say that begin with `#key:`, the rest, and its first line."""
    lines = text.split("\n")
    found: dict[str, str] = {}
    while lines and (said := _HEADER.fullmatch(lines[0])):
        found[said[1]] = said[2].strip()
        del lines[0]
    return found, "\n".join(lines), text.count("\n") - len(lines) + 2


def _delimiter(text: str) -> str:
    """The one that splits most rows into the same number of cells, more than one."""

    def even(delimiter: str) -> tuple[int, int]:
        reader = csv.reader(io.StringIO(text[:100_000]), delimiter=delimiter)
        try:
            sizes = [len(row) for _, row in zip(range(50), reader, strict=False) if row]
        except csv.Error:
            return 0, 0
        often = max(set(sizes), key=sizes.count, default=0)
        return (sizes.count(often), -often) if often > 1 else (0, 0)

    best = max(DELIMITERS, key=even)
    return best


def _rows(path: Path, text: str, delimiter: str, first: int) -> Iterator[tuple[int, Sequence[str]]]:
    """Each row that is not empty, with the line on which it begins."""
    previous = csv.field_size_limit(MAX_FIELD)
    line = 0
    try:
        reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
        for row in reader:
            if any(cell.strip() for cell in row):
                yield first + line, row
            line = reader.line_num
    except csv.Error as error:
        place = Place(path, first + line)
        raise QuizkitError(f"this row cannot be read: {error}", place=place) from error
    finally:
        _ = csv.field_size_limit(previous)


def _columns(row: Sequence[str], settings: dict[str, str]) -> tuple[dict[str, int], int]:
    """Which column holds what, and how many rows at the top only name the columns."""
    told = {
        name: int(settings[key]) - 1
        for name, key in (("tags", "tags column"), ("source", "guid column"))
        if settings.get(key, "").isdecimal()
    }
    words = [cell.strip().lower() for cell in row]
    named = {
        name: i
        for name, known in _NAMES.items()
        for i, word in reversed(list(enumerate(words)))
        if word in known
    }
    if {"front", "back"} <= named.keys():
        return named | told, 1
    taken = {int(v) - 1 for k, v in settings.items() if k.endswith(" column") and v.isdecimal()}
    free = [i for i in range(len(row)) if i not in taken]
    if len(free) < 2:
        raise QuizkitError(
            "a card needs two columns, and there is one",
            hint="separate them by a tab, a comma, a semicolon or |",
        )
    found = {"front": free[0], "back": free[1]} | told
    if "tags" not in found and len(free) > 2:
        found["tags"] = free[2]
    return found, 0
