"""What a confined process must not do, tried by one: `quizkit doctor` reports what came of it.

`python -m quizkit.verify.confine.attempts TARGET`, where TARGET is a `Target` as JSON, started by
`trial`. It imports no torch. An attempt that raises nothing has gone through.
"""

import json
import mmap
import os
import resource
import socket
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from errno import errorcode
from pathlib import Path

from quizkit.verify.confine import confine
from quizkit.verify.confine.limits import MAX_FILE, limit, limit_further

MEMORY = 2**28
SECRET = "DOCTORS_SECRET"
"""What is put into the environment of the doctor, and must not be in that of a check."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is attempted on: a file, a folder, two services and a process, none of them a check's.

    `own` is the folder that it may write to.
    """

    own: str
    key: str
    outside: str
    port: int
    service: str
    process: int


def _read(t: Target) -> None:
    _ = Path(t.key).read_bytes()


def _list(t: Target) -> None:
    _ = list(Path(t.outside).iterdir())


def _create(t: Target) -> None:
    Path(t.outside, "created").touch()


def _change(t: Target) -> None:
    Path(t.key).chmod(0o600)


def _tcp(t: Target) -> None:
    socket.create_connection(("127.0.0.1", t.port), 5).close()


def _udp(t: Target) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        _ = line.sendto(b"x", ("127.0.0.1", t.port))


def _unix(t: Target) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.connect(t.service)


def _fork(t: Target) -> None:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    _ = os.waitpid(pid, 0)


def _program(t: Target) -> None:
    pid = os.posix_spawn(sys.executable, [sys.executable, "-c", ""], {})
    _ = os.waitpid(pid, 0)


def _signal(t: Target) -> None:
    os.kill(t.process, 0)


def _spy(t: Target) -> None:
    with Path(f"/proc/{t.process}/mem").open("rb"):
        pass


def _hoard(t: Target) -> None:
    mmap.mmap(-1, 2 * MEMORY, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS).close()


def _share(t: Target) -> None:
    mmap.mmap(-1, 2 * MEMORY).close()


def _fill(t: Target) -> None:
    with Path(t.own, "filled").open("wb") as file:
        _ = file.seek(MAX_FILE)
        _ = file.write(b"x")


def _compute_on(t: Target) -> None:
    endless = resource.RLIM_INFINITY
    resource.setrlimit(resource.RLIMIT_CPU, (endless, endless))


def _rule(t: Target) -> None:
    os.chroot(t.own)


def _secret(t: Target) -> None:
    _ = os.environ[SECRET]


ATTEMPTS: Mapping[str, Mapping[str, Callable[[Target], None]]] = {
    "reading": {"file": _read, "folder": _list},
    "writing": {"file": _create, "mode": _change},
    "network": {"tcp": _tcp, "udp": _udp, "unix": _unix},
    "processes": {"fork": _fork, "program": _program},
    "others": {"signal": _signal, "memory": _spy},
    "memory": {"own": _hoard, "shared": _share},
    "disk": {"size": _fill},
    "computing": {"limit": _compute_on},
    "privileges": {"chroot": _rule},
    "environment": {"secret": _secret},
}
"""By the protection that each is to be stopped by."""


def attempt(target: Target) -> dict[str, dict[str, str | None]]:
    """What stopped each attempt; None for one that has gone through."""
    return {
        protection: {name: _stopped_by(trial, target) for name, trial in trials.items()}
        for protection, trials in ATTEMPTS.items()
    }


def main(argument: str) -> None:
    """Become as confined as a check, attempt everything and say what came of it."""
    target = Target(**json.loads(argument))
    limit(MEMORY)
    os.chdir(target.own)
    limit_further(MEMORY, 60)
    confine(target.own, (), parent=os.getppid())
    _ = sys.stdout.write(json.dumps(attempt(target)))


def _stopped_by(trial: Callable[[Target], None], target: Target) -> str | None:
    try:
        trial(target)
    except OSError as error:
        return errorcode.get(error.errno or 0, type(error).__name__)
    except (ValueError, KeyError, MemoryError) as error:
        return type(error).__name__
    return None


if __name__ == "__main__":
    main(sys.argv[1])
