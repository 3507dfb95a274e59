"""What the kernel offers and Python does not, by number."""

import ctypes
import errno
import os

_LIBC = ctypes.CDLL(None, use_errno=True)
ABSENT = frozenset({errno.ENOSYS, errno.EOPNOTSUPP})
"""How a kernel says that it does not have something, or that it is switched off."""


Argument = int | ctypes.Array[ctypes.c_char]


def syscall(number: int, *arguments: Argument) -> int:
    """Call the kernel; a buffer is passed by its address.

    Raises:
        OSError: it refused.
    """
    return _checked(_LIBC.syscall(*_longs(number, *arguments, *(6 - len(arguments)) * (0,))))


def prctl(option: int, *arguments: Argument) -> int:
    """Change something about this process.

    Raises:
        OSError: the kernel refused.
    """
    rest = _longs(*arguments, *(4 - len(arguments)) * (0,))
    return _checked(_LIBC.prctl(ctypes.c_int(option), *rest))


def unshare(flags: int) -> None:
    """Leave the namespaces of the parent for new ones.

    Raises:
        OSError: the kernel refused.
    """
    _ = _checked(_LIBC.unshare(ctypes.c_int(flags)))


def _longs(*arguments: Argument) -> list[ctypes.c_long]:
    numbers = (a if isinstance(a, int) else ctypes.addressof(a) for a in arguments)
    return [ctypes.c_long(number) for number in numbers]


def _checked(result: int) -> int:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result
