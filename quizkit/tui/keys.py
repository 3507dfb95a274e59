"""The line of keys at the foot of a page; each can be clicked."""

from collections.abc import Sequence

from textual.content import Content
from textual.events import Resize
from textual.style import Style
from textual.widgets import Static

Key = tuple[str, str, str]
"""The key, what it does, and the screen's action behind it."""
SPARE = ("home", "language", "undo", "flip")
"""What a narrow window does without, the first first; `?` names every key."""
MARGIN = 4
"""Columns beside a page."""


class Keys(Static):
    """Keys and what they do, in one line."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual's own word
        super().__init__(id=id)
        self._keys: tuple[Key, ...] = ()

    def show(self, keys: Sequence[Key]) -> None:
        """Write them, as many as there is room for."""
        if self._keys != tuple(keys):
            self._keys = tuple(keys)
            self.update(keys_content(self._keys, self.app.size.width - MARGIN))

    def on_resize(self, _: Resize) -> None:
        """There may be room for more now, or for fewer."""
        self.update(keys_content(self._keys, self.app.size.width - MARGIN))


def keys_content(keys: Sequence[Key], width: int) -> Content:
    """The keys that fit into `width` columns, as text that can be clicked.

    Those that are named everywhere may take more than one line, broken between two keys.
    """
    line = Content("   ").join([_key(key) for key in keys])
    left = [*SPARE]
    while line.cell_length > width and left:
        spare = left.pop(0)
        keys = [key for key in keys if key[2] != spare]
        line = Content("  ").join([_key(key) for key in keys])
    return line if line.cell_length <= width else _broken([_key(key) for key in keys], width)


def _broken(keys: Sequence[Content], width: int) -> Content:
    """Keys in as many lines as they take."""
    lines: list[list[Content]] = [[]]
    for key in keys:
        if lines[-1] and Content("  ").join([*lines[-1], key]).cell_length > width:
            lines.append([])
        lines[-1].append(key)
    return Content("\n").join([Content("  ").join(line) for line in lines])


def _key(key: Key) -> Content:
    name, does, action = key
    text = Content.assemble((name, "bold"), " ", (does, "dim"))
    return text.stylize(Style.from_meta({"@click": f"screen.{action}"}))
