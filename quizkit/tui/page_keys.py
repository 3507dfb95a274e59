"""Which keys a page names: the one thing to do next, and what else can be done."""

from quizkit.model.text import Lang
from quizkit.practice.messages import KEEP, RESET
from quizkit.practice.words import one
from quizkit.tui.entries import Entry
from quizkit.tui.keys import Key
from quizkit.tui.states import Answered, Asked, Changed, Measuring, Resting, State
from quizkit.tui.words import (
    FLIP,
    HELP,
    HOME,
    LANGUAGES,
    LOOK_AGAIN,
    QUIT,
    SHOW_ANSWER,
    SKIP,
    STOP,
    UNDO,
)


def next_keys(state: State, lang: Lang, entry: Entry | None) -> list[Key]:
    """What to do next; nothing where it is to grade."""
    match state:
        case Asked() if entry is not None:
            return [(entry.key, one(entry.hint, lang), "go_on")]
        case Asked():
            return [("space", one(SHOW_ANSWER, lang), "go_on")]
        case Measuring():
            return [("esc", one(STOP, lang), "stop")]
        case Resting():
            return [("space", one(LOOK_AGAIN, lang), "go_on")]
        case Changed():
            return [
                ("k", one(KEEP, lang), "decide(True)"),
                ("n", one(RESET, lang), "decide(False)"),
            ]
        case Answered():
            return []


def other_keys(state: State, lang: Lang, next_lang: Lang, *, can_undo: bool) -> list[Key]:
    """What else can be done; `?` shows the rest."""
    keys: list[Key] = []
    if isinstance(state, Answered):
        if state.failure:
            keys.append(("k", one(SKIP, lang), "skip"))
        elif state.back.flips:
            keys.append(("v", one(FLIP, lang), "flip"))
    if can_undo:
        keys.append(("u", one(UNDO, lang), "undo"))
    return [
        *keys,
        ("l", LANGUAGES[next_lang], "language"),
        ("?", one(HELP, lang), "help"),
        ("h", one(HOME, lang), "home"),
        ("q", one(QUIT, lang), "quit"),
    ]
