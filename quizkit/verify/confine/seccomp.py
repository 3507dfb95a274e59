"""seccomp: the kernel asks a small program about every call, and the program refuses some.

A refused call fails with EPERM, as in many containers, so that a library which only tries goes on.
A call by the numbers of another machine ends the process. Source: seccomp(2), and the kernel's
Documentation/userspace-api/seccomp_filter.rst.
"""

import ctypes
import errno
import os
import struct
from collections.abc import Iterable
from typing import NamedTuple

from quizkit.verify.confine.libc import ABSENT, prctl, syscall
from quizkit.verify.confine.syscalls import MACHINES, NEWEST, Machine
from quizkit.verify.processes import LINUX

ALLOW, REFUSE, KILL = 0x7FFF_0000, 0x0005_0000, 0x8000_0000
_EPERM, _ENOSYS = REFUSE | errno.EPERM, REFUSE | errno.ENOSYS
_SET_SECCOMP, _FILTER = 22, 2
_SECCOMP = {"x86_64": 317, "aarch64": 277}
_ACTION_AVAILABLE = 2

LOAD, AND, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x54, 0x15, 0x35, 0x45, 0x06
"""The operations of the Berkeley packet filter that are used here."""
NUMBER, ARCH, ARGUMENTS = 0, 4, 16
"""Where, in what the program is told, these stand."""
_OTHER_NUMBERS = 0x4000_0000
"""From here on x86-64 has the numbers of another kind of machine, x32."""

CLONE_THREAD = 0x0001_0000
CLONE_NEW_NAMESPACES = 0x7E02_0000
SET_PARENT_DEATH_SIGNAL = 1
SET_OWNER, SET_SIGNAL, SET_OWNER_BY_KIND = 8, 10, 15
"""Operations of fcntl that have the kernel send a signal to any process."""
STEER = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)
"""Operations of ioctl that Python uses: TCGETS TIOCGWINSZ FIONREAD FIONBIO FIONCLEX FIOCLEX."""
_TRUNCATE, _ACCESS = 0o1000, 0o3


class Step(NamedTuple):
    """One instruction: an operation, how far to jump when it holds and when not, a value."""

    code: int
    hit: int
    miss: int
    value: int


def install(*, any_device: bool) -> None:
    """Have the kernel ask about every call of this process from now on, if it can.

    With `any_device` the process may steer devices; which ones is for Landlock to say.

    Raises:
        OSError: the kernel refused, or the process may still gain privileges.
    """
    if not is_available():
        return
    machine = MACHINES[os.uname().machine]
    steps = program(machine, os.getpid(), any_device=any_device)
    code = b"".join(struct.pack("=HBBI", *step) for step in steps)
    buffer = ctypes.create_string_buffer(code, len(code))
    filter_program = struct.pack("@HP", len(steps), ctypes.addressof(buffer))
    _ = prctl(_SET_SECCOMP, _FILTER, ctypes.create_string_buffer(filter_program))


def is_available() -> bool:
    """Whether this kernel has it, and this machine is one whose numbers are known."""
    number = _SECCOMP.get(os.uname().machine)
    if not LINUX or number is None or struct.calcsize("P") != 8:
        return False
    action = ctypes.create_string_buffer(struct.pack("=I", KILL), 4)
    try:
        _ = syscall(number, _ACTION_AVAILABLE, 0, action)
    except OSError as error:
        if error.errno not in ABSENT | {errno.EINVAL}:
            raise
        return False
    return True


def program(machine: Machine, pid: int, *, any_device: bool = False) -> list[Step]:
    """The program that answers for the process `pid`."""
    steps = [Step(LOAD, 0, 0, ARCH), Step(EQUAL, 1, 0, machine.audit), _give(KILL)]
    steps += [Step(LOAD, 0, 0, NUMBER)]
    steps += [Step(AT_LEAST, 0, 1, _OTHER_NUMBERS), _give(KILL)]
    steps += [Step(AT_LEAST, 0, 1, NEWEST + 1), _give(_ENOSYS)]
    for number in sorted(machine.refused):
        steps += _for(number, [_give(_EPERM)])
    for number, answer in _conditional(machine, pid, any_device=any_device):
        if number >= 0:
            steps += _for(number, answer)
    return [*steps, _give(ALLOW)]


def _conditional(
    machine: Machine, pid: int, *, any_device: bool
) -> Iterable[tuple[int, list[Step]]]:
    calls = machine.conditional
    mine = _among(0, [pid], ALLOW, _EPERM)
    for call in (calls.kill, calls.tgkill, calls.sigqueue, calls.tgsigqueue):
        yield call, mine
    yield calls.prlimit, _among(0, [0, pid], ALLOW, _EPERM)
    yield calls.clone, _thread_alone()
    # What these want is in memory, where the program cannot look; libraries then use the older one.
    yield calls.clone3, [_give(_ENOSYS)]
    yield calls.openat2, [_give(_ENOSYS)]
    yield calls.open, _no_truncating_reader(1)
    yield calls.openat, _no_truncating_reader(2)
    yield calls.prctl, _among(0, [SET_PARENT_DEATH_SIGNAL], _EPERM, ALLOW)
    yield calls.fcntl, _among(1, [SET_OWNER, SET_SIGNAL, SET_OWNER_BY_KIND], _EPERM, ALLOW)
    if not any_device:
        yield calls.ioctl, _among(1, STEER, ALLOW, _EPERM)


def _for(number: int, answer: list[Step]) -> list[Step]:
    return [Step(EQUAL, 0, len(answer), number), *answer]


def _among(argument: int, values: Iterable[int], inside: int, outside: int) -> list[Step]:
    """One answer if the argument is one of the values, the other if not."""
    known = list(values)
    tests = [Step(EQUAL, len(known) - i, 0, value) for i, value in enumerate(known)]
    return [_load(argument), *tests, _give(outside), _give(inside)]


def _thread_alone() -> list[Step]:
    """A new thread, in the namespaces of this process; no process."""
    return [
        _load(0),
        Step(ANY_BIT, 1, 0, CLONE_NEW_NAMESPACES),
        Step(ANY_BIT, 1, 0, CLONE_THREAD),
        _give(_EPERM),
        _give(ALLOW),
    ]


def _no_truncating_reader(argument: int) -> list[Step]:
    """Landlock 1 and 2 let a file be emptied by whoever opens it to read."""
    return [
        _load(argument),
        Step(AND, 0, 0, _TRUNCATE | _ACCESS),
        Step(EQUAL, 0, 1, _TRUNCATE),
        _give(_EPERM),
        _give(ALLOW),
    ]


def _load(argument: int) -> Step:
    # Both kinds of machine put the lower half first, which is all that these calls look at.
    return Step(LOAD, 0, 0, ARGUMENTS + 8 * argument)


def _give(answer: int) -> Step:
    return Step(RETURN, 0, 0, answer)
