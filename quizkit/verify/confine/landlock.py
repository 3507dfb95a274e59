"""Landlock: the kernel refuses whatever is not under the places that were named.

Source: landlock(7), and the kernel's Documentation/userspace-api/landlock.rst. What a newer kernel
can refuse is refused where it is new enough: moving between folders (2), truncating (3), TCP (4),
steering devices (5), abstract sockets and signals (6).
"""

import ctypes
import os
import stat
import struct
from functools import cache

from quizkit.verify.confine.libc import ABSENT, syscall
from quizkit.verify.confine.places import Places
from quizkit.verify.processes import LINUX

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_PATH_BENEATH = 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_TRUNCATE, _IOCTL = 1 << 14, 1 << 15
_ALL_FILES = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
"""What of files each version can refuse."""
_OF_A_FILE = _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL
_READ = _READ_FILE | _READ_DIR
_USE = _READ_FILE | _WRITE_FILE | _IOCTL
_ALL_NET = {4: 0b11}
"""Binding and connecting TCP."""
_ALL_SCOPES = {6: 0b11}
"""Abstract sockets and signals of processes that are not confined likewise."""


@cache
def abi() -> int:
    """The version of Landlock that the kernel has; 0 for none."""
    if not LINUX:
        return 0
    try:
        return syscall(_CREATE_RULESET, 0, 0, 1)
    except OSError as error:
        if error.errno not in ABSENT:
            raise
        return 0


def restrict(places: Places) -> None:
    """Close everything to this process but these places, where the kernel has Landlock.

    Raises:
        OSError: the kernel refused, or the process may still gain privileges.
    """
    version = abi()
    if not version:
        return
    files = _of(_ALL_FILES, version)
    # An older kernel does not know the end of this, and accepts it as long as it is zero.
    refused = struct.pack("=QQQ", files, _of(_ALL_NET, version), _of(_ALL_SCOPES, version))
    wanted = ctypes.create_string_buffer(refused, len(refused))
    ruleset = syscall(_CREATE_RULESET, wanted, len(refused), 0)
    try:
        for path in places.read:
            _allow(ruleset, path, _READ & files)
        for path in places.use:
            _allow(ruleset, path, _USE & files)
        _allow(ruleset, places.own, files & ~_EXECUTE)
        _ = syscall(_RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)


def _of(by_version: dict[int, int], version: int) -> int:
    return max((bits for since, bits in by_version.items() if since <= version), default=0)


def _allow(ruleset: int, path: str, rights: int) -> None:
    try:
        parent = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:  # what cannot be opened need not be allowed
        return
    try:
        if not stat.S_ISDIR(os.fstat(parent).st_mode):
            rights &= _OF_A_FILE
        rule = struct.pack("=Qi", rights, parent)
        beneath = ctypes.create_string_buffer(rule, len(rule))
        _ = syscall(_ADD_RULE, ruleset, _PATH_BENEATH, beneath, 0)
    finally:
        os.close(parent)
