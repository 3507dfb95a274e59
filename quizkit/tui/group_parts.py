"""The parts of a session in one room: who is here and who has voted, and where votes are typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.events import Key
from textual.style import Style
from textual.widgets import Input, Static

HOT = frozenset("lqr?")
"""The screen's own keys. They belong to the screen as long as the field is empty."""


class VoteInput(Input):
    """One line; what is typed is not shown, for everybody looks at the same screen."""

    def __init__(self) -> None:
        super().__init__(id="vote", compact=True, password=True, max_length=40)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Leave the screen's keys to the screen while nothing is typed."""
        if not self.value and (character in HOT or key == "space"):
            return False
        return super().check_consume_key(key, character)

    def on_key(self, event: Key) -> None:
        """Pass the screen's keys on instead of typing them."""
        if event.character and not self.check_consume_key(event.key, event.character):
            _ = event.prevent_default()


class GuestInput(Input):
    """The name of a guest; digits belong to the screen as long as it is empty."""

    def __init__(self) -> None:
        super().__init__(id="guest", compact=True, max_length=32)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """A digit marks a member while nothing is typed."""
        if not self.value and character and (character.isdecimal() or character == "?"):
            return False
        return super().check_consume_key(key, character)

    def on_key(self, event: Key) -> None:
        """Pass the digits on instead of typing them."""
        if event.character and not self.check_consume_key(event.key, event.character):
            _ = event.prevent_default()


@dataclass(frozen=True, slots=True)
class Seat:
    """A person as the roster shows it: a sign before the name, and whether the line is marked."""

    sign: str
    name: str
    marked: bool = False


class Roster(Static):
    """People, each of whom can be clicked; as many in a line as there is room for."""

    def __init__(self) -> None:
        super().__init__(id="roster", markup=False)

    def show(self, seats: Sequence[Seat]) -> None:
        """Write them."""
        self.update(Content("   ").join([_seat(place, seat) for place, seat in enumerate(seats)]))


def _seat(place: int, seat: Seat) -> Content:
    text = Content.styled(f"{seat.sign} {seat.name}", "bold reverse" if seat.marked else "bold")
    return text.stylize(Style.from_meta({"@click": f"screen.person({place})"}))
