"""Lines on the screen that may be broken beside any Chinese character.

Textual breaks lines at spaces alone, of which Chinese has next to none: a line would end wherever a
formula or an English word happens to stand, half empty.
"""

from rich._wrap import divide_line
from rich.cells import cell_len
from textual import content


def divided(text: str, width: int, fold: bool = True) -> list[int]:
    """Where the lines of a paragraph begin, except the first; `width` in cells."""
    if width < 1 or not fold or text.isascii() or cell_len(text) == len(text):
        return divide_line(text, width, fold)
    from quizkit.figure.words import breaks

    return list(breaks(text, width))


def wrap_chinese() -> None:
    """Have Textual wrap so. There is no setting for it: the function it wraps with is replaced."""
    content.divide_line = divided  # pyright: ignore[reportPrivateImportUsage]
