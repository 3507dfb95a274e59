"""An administrator's check runs as nobody: many limits do not bind an administrator.

Source: capabilities(7), credentials(7).
"""

import ctypes
import os
import struct

from quizkit.verify.confine.libc import prctl, syscall

NOBODY = 65_534
_SET_KEEPCAPS, _SET_NO_NEW_PRIVS = 8, 38
_CAPGET, _CAPSET = {"x86_64": (125, 126)}.get(os.uname().machine, (90, 91))
_HEADER = ctypes.create_string_buffer(struct.pack("=Ii", 0x2008_0522, 0))
"""The version of the call, and whose capabilities: one's own."""
_DATA = struct.Struct("=6I")
"""Effective, permitted and inheritable: the first 32 of each, then the others."""
_CHOWN, _READ_SEARCH, _SETGID, _SETUID = 1 << 0, 1 << 2, 1 << 6, 1 << 7
_NEEDED = _CHOWN | _READ_SEARCH | _SETGID | _SETUID


def drop(folder: str) -> None:
    """Lose every privilege; an administrator becomes nobody, to whom `folder` then belongs.

    Python and the pack may lie where nobody cannot look. So an administrator can still open
    everything to read, which is for Landlock to narrow.

    Raises:
        OSError: the kernel refused.
    """
    if os.geteuid() == 0 and _permitted() & _NEEDED == _NEEDED and _is_given(folder):
        _ = prctl(_SET_KEEPCAPS, 1)
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    _set(_permitted() & _READ_SEARCH)


def gain_no_more() -> None:
    """Have no program that this process starts gain any privilege.

    Raises:
        OSError: the kernel refused.
    """
    _ = prctl(_SET_NO_NEW_PRIVS, 1)


def _is_given(folder: str) -> bool:
    """Whether there is a nobody to give it to: not every container has one."""
    try:
        os.chown(folder, NOBODY, NOBODY)
    except OSError:
        return False
    return True


def _permitted() -> int:
    data = ctypes.create_string_buffer(_DATA.size)
    _ = syscall(_CAPGET, _HEADER, data)
    _, permitted, *_ = _DATA.unpack(data.raw)
    return permitted


def _set(capabilities: int) -> None:
    data = _DATA.pack(capabilities, capabilities, 0, 0, 0, 0)
    _ = syscall(_CAPSET, _HEADER, ctypes.create_string_buffer(data, _DATA.size))
