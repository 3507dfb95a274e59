"""A network without interfaces, and no memory shared with other processes.

It is a second wall behind seccomp. A namespace of processes would add nothing to it: a confined
check starts none. Source: user_namespaces(7), network_namespaces(7).
"""

import errno
import os

from quizkit.verify.confine.libc import ABSENT, unshare

NEW_IPC = 0x0800_0000
NEW_USER = 0x1000_0000
NEW_NET = 0x4000_0000
_NOT_ALLOWED = ABSENT | {errno.EPERM, errno.EACCES, errno.EINVAL, errno.EUSERS, errno.ENOSPC}
"""Whether they are allowed is the administrator's choice, and their number has a limit."""


def leave() -> None:
    """Leave the network and the shared memory of the machine, where that is allowed.

    An ordinary user has to leave the users as well, to be allowed to.
    """
    new = NEW_NET | NEW_IPC
    try:
        unshare(new if os.geteuid() == 0 else new | NEW_USER)
    except OSError as error:
        if error.errno not in _NOT_ALLOWED:
            raise
