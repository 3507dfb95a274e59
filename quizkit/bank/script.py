"""A check or a helper as its syntax tells it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Script:
    """What a check or a helper says of itself.

    `title` is the first line of its docstring. `imports` are the modules that it imports, by their
    top-level names; `helpers` are those of them that lie beside it: their names begin with an
    underscore.
    """

    title: str = ""
    controls: tuple[str, ...] = ()
    imports: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()
