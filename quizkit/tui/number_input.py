"""The field for a number."""

from textual.events import Key
from textual.widgets import Input

HOT = frozenset("lq?")
"""The screen's own keys. They belong to the screen as long as the field is empty."""


class NumberInput(Input):
    """One line; what is no number is explained when it is sent, not refused letter by letter."""

    def __init__(self) -> None:
        super().__init__(id="number", compact=True, max_length=40, select_on_focus=False)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Leave the screen's keys to the screen while nothing is typed."""
        if not self.value and (character in HOT or key == "space"):
            return False
        return super().check_consume_key(key, character)

    def on_key(self, event: Key) -> None:
        """Pass the screen's keys on instead of typing them."""
        if event.character and not self.check_consume_key(event.key, event.character):
            _ = event.prevent_default()
