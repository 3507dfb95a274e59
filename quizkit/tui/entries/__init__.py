"""One widget for each form of answer; a new form is a new file and one line in `ENTRIES`.

They are imported when a card first asks in their form: most sessions begin with another.
"""

from importlib import import_module

from quizkit.practice import Arrange, Choose, Number, Write
from quizkit.practice.kinds import Ask
from quizkit.tui.entries.entry import Entry, NotYet

ENTRIES: dict[type, str] = {
    Number: "number.NumberEntry",
    Choose: "choose.ChooseEntry",
    Arrange: "arrange.ArrangeEntry",
    Write: "write.WriteEntry",
}

__all__ = ["Entry", "NotYet", "entry_type"]


def entry_type(ask: Ask) -> type[Entry] | None:
    """The widget that takes the answer; None where only looking is asked."""
    where = ENTRIES.get(type(ask))
    if where is None:
        return None
    module, name = where.split(".")
    found: type[Entry] = getattr(import_module(f"quizkit.tui.entries.{module}"), name)
    return found
