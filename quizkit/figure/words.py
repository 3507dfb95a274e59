"""Text in a figure: how wide it is, and where it may be broken."""

from rich.cells import cell_len, chop_cells


def wrap(text: str, cells: int) -> list[str]:
    """Break text into lines of at most `cells` columns, between words or Chinese characters.

    One word that is longer than a line is cut.
    """
    lines = [""]
    for word in _words(text):
        joined = lines[-1] + word
        if cell_len(joined.rstrip()) <= cells:
            lines[-1] = joined
            continue
        first, *rest = chop_cells(word.lstrip(), cells) or [""]
        lines += [first, *rest]
    return [line.strip() for line in lines if line.strip()]


def fit(text: str, cells: int) -> str:
    """Pad text to `cells` columns, or cut it with an ellipsis."""
    if cell_len(text) > cells:
        text = (chop_cells(text, cells - 1) or [""])[0] + "…" if cells > 0 else ""
    return text + " " * (cells - cell_len(text))


def _words(text: str) -> list[str]:
    """Pieces between which a line may break; the space belongs to the piece before it."""
    words = [""]
    for c in text:
        wide = cell_len(c) > 1
        if words[-1] and (wide or words[-1][-1] == " " or cell_len(words[-1][-1]) > 1) and c != " ":
            words.append("")
        words[-1] += c
    return words
