"""The learner's log, opened in the same way by every command."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from quizkit.cli.session import Session

if TYPE_CHECKING:
    from quizkit.bank import Bank, Pack
    from quizkit.model.review import CardId
    from quizkit.practice.plan import Plan
    from quizkit.schedule import Fsrs
    from quizkit.store import Store


def log_path() -> Path:
    """Where the learner's log lies, or will."""
    from quizkit.home import data_dir
    from quizkit.store import FILE_NAME

    return data_dir() / FILE_NAME


def algorithm(session: Session) -> "Fsrs":
    """How the schedule is derived: by the learner's own weights, towards the plan's date.

    Without them by the library's weights and by the target retention of the settings.

    Raises:
        QuizkitError: the settings, the weights or the plan cannot be read.
    """
    from quizkit.schedule import personal

    planned = plan(session)
    retention = planned.retention if planned else session.settings().retention
    return personal.load(weights_path(), retention)


def plan(session: Session) -> "Plan | None":
    """The plan that is to be gone by: None where there is none, or its day has come.

    Raises:
        QuizkitError: the plan cannot be read.
    """
    path = plan_path()
    if not path.exists():
        return None  # to read a plan takes imports that a session has no other need of
    from quizkit.practice.days import Days
    from quizkit.practice.plan_file import read_plan

    found = read_plan(path)
    today = Days(starts=session.settings().day_starts).date_of(clock())
    return found if found is not None and today < found.by else None


def plan_path() -> Path:
    """Where the plan lies, once there is one."""
    from quizkit.home import data_dir

    return data_dir() / "plan.json"


def weights_path() -> Path:
    """Where the learner's own weights lie, once there are any."""
    from quizkit.home import data_dir
    from quizkit.schedule import personal

    return data_dir() / personal.FILE_NAME


def opened(session: Session, bank: "Bank | None" = None) -> "Store":
    """Open the log, or begin one; `bank` is the pack's where it is loaded already.

    Raises:
        StoreError: it cannot be read or written.
    """
    from quizkit.store import Store

    return Store(log_path(), algorithm(session), renames=(bank or loaded(session)).renames)


def cards(bank: "Bank", words: Sequence[str], without: Sequence[str] = ()) -> "list[CardId]":
    """Every card of the questions that `words` select (none: of all), as new ones are introduced.

    Those that `without` selects are left out.

    Raises:
        QuizkitError: a word that selects nothing.
    """
    from quizkit.practice import Selection
    from quizkit.practice.deck import Deck

    selection = Selection(words)
    chosen = selection.questions(bank)
    if without:
        out = set(Selection(without).questions(bank))
        chosen = [question for question in chosen if question not in out]
    return list(Deck(bank, chosen, selection.kinds).all())


def clock() -> datetime:
    """Now, in this machine's zone."""
    return datetime.now().astimezone()


def packs(session: Session) -> "dict[str, Pack]":
    """The packs of `loaded` by their names ("" for the main one), without reading a question.

    Raises:
        QuizkitError: as `loaded`.
    """
    from quizkit.bank import Pack
    from quizkit.home import data_dir

    found = {"": session.pack()}
    if session.pack_path or not (data_dir() / "packs.json").exists():
        return found
    from quizkit.packs import Shelf

    shelf = Shelf(data_dir())
    entries = shelf.entries().items()
    return found | {name: Pack(shelf.root(name, entry)) for name, entry in entries}


def loaded(session: Session, *, alone: bool = False) -> "Bank":
    """The bank of the pack that was named; without one the built-in pack, and those added to it.

    With `alone` those that were added are left out.

    Raises:
        QuizkitError: there is no such pack, or it cannot be read which were added.
    """
    from quizkit.bank import load
    from quizkit.home import cache_dir, data_dir

    pack, data = session.pack(), data_dir()
    if not (data / "packs.json").exists():
        return load(pack, cache_dir())  # to look takes imports that nobody else needs
    from quizkit.packs import Shelf

    shelf = Shelf(data)
    main = load(pack, cache_dir(), shelf.trust_of(pack))
    return main if alone or session.pack_path else shelf.joined(main, cache_dir())
