"""Text in lines: how wide it is, and where it may be broken."""

from collections.abc import Iterator

from rich.cells import cell_len, chop_cells

CLOSING = frozenset("，。、；：！？）》」』】〉”’…,.;:!?)]}%")
OPENING = frozenset("（《「『【〈“‘([{")


def wrap(text: str, cells: int) -> list[str]:
    """Break text into lines of at most `cells` columns, between words or Chinese characters.

    One word that is longer than a line is cut.
    """
    lines = [""]
    for word in pieces(text):
        joined = lines[-1] + word
        if cell_len(joined.rstrip()) <= cells:
            lines[-1] = joined
            continue
        first, *rest = chop_cells(word.lstrip(), cells) or [""]
        lines += [first, *rest]
    return [line.strip() for line in lines if line.strip()]


def breaks(text: str, cells: int) -> Iterator[int]:
    """Where the lines of a text of one paragraph begin, except the first."""
    start = used = 0
    for piece in pieces(text):
        if used and used + cell_len(piece.rstrip()) > cells:
            yield start
            used = 0
        # A word that is wider than a line is cut.
        *cut, last = chop_cells(piece, max(cells, 2)) if cell_len(piece) > cells else [piece]
        for part in cut:
            start += len(part)
            yield start
            used = 0
        start += len(last)
        used += cell_len(last)


def fit(text: str, cells: int) -> str:
    """Pad text to `cells` columns, or cut it with an ellipsis."""
    if cell_len(text) > cells:
        text = (chop_cells(text, cells - 1) or [""])[0] + "…" if cells > 0 else ""
    return text + " " * (cells - cell_len(text))


def pieces(text: str) -> list[str]:
    """Cut text where a line may break; a space belongs to the piece before it.

    A line may break after a space and beside a Chinese character, but begins with no closing mark
    and ends with no opening one.
    """
    found = [""]
    for c in text:
        before = found[-1][-1:]
        beside = cell_len(c) > 1 or cell_len(before) > 1
        free = beside and c not in CLOSING and before not in OPENING
        if c != " " and (before == " " or (before and free)):
            found.append("")
        found[-1] += c
    return found
