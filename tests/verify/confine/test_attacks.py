"""Every attack works on an unconfined check, and on no confined one."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from quizkit.verify.confine import landlock, seccomp
from quizkit.verify.job import Ended

if TYPE_CHECKING:
    from tests.verify.confine.conftest import Aim, Attack

SECRET = "the-quick-brown-secret"
Effect = Callable[["Aim", Ended], bool]


def told(what: str) -> Effect:
    """Whether the check got so far as to print this."""
    return lambda aim, ended: what in ended.tail


def planted(aim: "Aim", ended: Ended) -> bool:
    """Whether something was left outside."""
    return aim.planted()


def changed(aim: "Aim", ended: Ended) -> bool:
    """Whether the diary is another than it was."""
    return aim.diary_is_changed()


def called(aim: "Aim", ended: Ended) -> bool:
    """Whether a service heard anything."""
    return aim.was_called()


def dead(aim: "Aim", ended: Ended) -> bool:
    """Whether the other process was killed."""
    return aim.victim_is_dead()


FILES: dict[str, Effect] = {
    "reads/a_key": told(SECRET),
    "reads/through_a_link": told(SECRET),
    "reads/through_dots": told(SECRET),
    "reads/through_proc": told(SECRET),
    "reads/through_a_second_name": told(SECRET),
    "reads/a_folder": told("id_ed25519"),
    "reads/the_clone_around_it": told(SECRET),
    "writes/a_file": planted,
    "writes/through_a_link": planted,
    "writes/a_folder": planted,
    "writes/a_link": planted,
    "writes/by_moving": planted,
    "writes/deletes": changed,
    "writes/appends": changed,
    "network/names": told("resolved"),
    "writes/its_pack": lambda aim, ended: (aim.pack.checks / "writes" / "planted.py").exists(),
    "others/reads_environments": told(SECRET),
    "others/reads_memory": told(SECRET),
    "others/reads_its_warden": told("quizkit.verify.zygote"),
}
"""What Landlock refuses."""
CALLS: dict[str, Effect] = {
    "reads/by_its_number": told(SECRET),
    "writes/empties": changed,
    "writes/empties_as_a_reader": changed,
    "writes/a_mode": changed,
    "writes/a_mode_of_what_it_may_read": lambda aim, ended: aim.library.stat().st_mode & 0o4000 > 0,
    "writes/a_time": changed,
    "network/tcp": called,
    "network/udp": called,
    "network/dns": called,
    "network/unix": called,
    "network/unix_abstract": called,
    "network/unix_from_a_pair": called,
    "network/serves": told("serving at"),
    "processes/bomb": told("forked 16"),
    "processes/leaves_its_session": planted,
    "processes/a_program": told("echoed"),
    "processes/becomes_a_program": told("echoed"),
    "processes/a_program_from_memory": told("echoed"),
    "processes/outlives_its_warden": told("dies with its parent: False"),
    "others/kills": dead,
    "others/kills_by_handle": dead,
    "others/kills_with_a_value": dead,
    "others/kills_through_a_pipe": dead,
    "others/kills_everything_it_may": told("may"),
    "others/limits": lambda aim, ended: aim.victim_is_limited(),
    "others/slows": lambda aim, ended: aim.victim_is_slow(),
    "others/traces": told("attached"),
    "others/copies_memory": told(SECRET),
    "others/shares_memory": told("shared"),
    "floods/memory_files": told("got it"),
}
"""What seccomp refuses."""
CASES = FILES | CALLS
OF_AN_ADMINISTRATOR = {"reads/by_its_number"}


@pytest.mark.parametrize("check", CASES)
def test_an_unconfined_attack_works(aim: "Aim", attack: "Attack", check: str) -> None:
    if check in OF_AN_ADMINISTRATOR and os.geteuid():
        pytest.skip("an ordinary user is refused this anyway")
    ended = attack(check, confined=False)
    assert CASES[check](aim, ended), ended


@pytest.mark.parametrize("check", CASES)
def test_a_confined_attack_does_not(aim: "Aim", attack: "Attack", check: str) -> None:
    if check in FILES and not landlock.abi():
        pytest.skip("this kernel has no Landlock")
    if check in CALLS and not seccomp.is_available():
        pytest.skip("this kernel has no seccomp")
    ended = attack(check)
    assert not CASES[check](aim, ended), ended
