"""The line of keys at the foot of a page; each can be clicked."""

from collections.abc import Sequence

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

Key = tuple[str, str, str]
"""The key, what it does, and the screen's action behind it."""


class Keys(Static):
    """Keys and what they do."""

    def show(self, keys: Sequence[Key]) -> None:
        """Write them in one line."""
        self.update(keys_content(keys))


def keys_content(keys: Sequence[Key]) -> Content:
    """The keys as text that can be clicked."""
    parts: list[Content] = []
    for key, does, action in keys:
        click = Style.from_meta({"@click": f"screen.{action}"})
        text = Content.assemble((key, "bold"), " ", (does, "dim"))
        parts.append(text.stylize(click))
    return Content("   ").join(parts)
