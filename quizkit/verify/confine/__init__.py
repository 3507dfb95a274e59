"""Confinement: what a check of an added pack may reach, set by the process that runs it.

Each module sets one protection of Linux through ctypes, in the child, as an ordinary user. A
protection that the kernel lacks is left out, and the others hold without it; one that is there and
cannot be set is an error, and the check does not run. `quizkit doctor` tries what holds.
"""

from pathlib import Path

from quizkit.verify.confine import landlock, namespaces, privileges, seccomp
from quizkit.verify.confine.places import Places
from quizkit.verify.processes import LINUX, die_with


def confine(folder: str, reads: tuple[Path, ...], *, parent: int, device: str = "cpu") -> None:
    """Confine this process, for good.

    It has one thread, was forked by `parent`, and keeps `folder` to write to; of the files that are
    not Python's and not the system's libraries it may read `reads` alone.

    Raises:
        OSError: a protection that this kernel has cannot be set.
    """
    if not LINUX:
        return
    namespaces.leave()
    places = Places.of(folder, reads, device)
    privileges.drop(folder)
    # For another user, the kernel forgets when the process shall die.
    die_with(parent)
    privileges.gain_no_more()
    landlock.restrict(places)
    seccomp.install(any_device=device != "cpu")
