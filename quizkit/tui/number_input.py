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

    async def _on_key(self, event: Key) -> None:
        if not self.value and event.character in HOT:
            return
        await super()._on_key(event)
