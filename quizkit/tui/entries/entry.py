"""Where a learner's answer is entered: one widget for each form in which a card asks."""

from typing import Any

from textual.containers import Vertical
from textual.message import Message

from quizkit.model.text import Lang, Text
from quizkit.practice import Response


class NotYet(Exception):
    """What was entered is no answer yet; `told` says so to the learner."""

    def __init__(self, told: Text) -> None:
        super().__init__(told.en)
        self.told = told


class Entry(Vertical):
    """Takes one form of answer. It is empty when it is shown for another card.

    `hint` is what the key to go on does here, for the line of keys. What every form has to say
    for itself raises NotImplementedError here: Textual's metaclass refuses no abstract class.
    """

    class Entered(Message):
        """The answer is complete: a click, or a key that needs no second one."""

    hint: Text
    key: str

    async def show(self, ask: Any, lang: Lang) -> None:
        """Show what can be entered, in the learner's language; keep what was entered so far."""
        raise NotImplementedError

    def clear(self) -> None:
        """Forget what was entered."""
        raise NotImplementedError

    def take_focus(self) -> bool:
        """Take the keyboard, where letters are typed; say whether it did.

        The page stays where it is: the question is read first. In a low window, or below a long
        question, the field comes into view when something is typed.
        """
        return False

    def digit(self, digit: int) -> None:
        """A digit was pressed while the screen had the keyboard."""

    def back(self) -> None:
        """Take the last step back."""

    def response(self) -> Response:
        """What was entered.

        Raises:
            NotYet: it is no answer yet.
        """
        raise NotImplementedError
