"""Something to attack: a key, a diary, services on loopback, a process; and what came of it."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from quizkit.bank import Pack, load
from quizkit.verify import Options
from quizkit.verify.handles import Over
from quizkit.verify.job import Ended
from quizkit.verify.planning import plan
from quizkit.verify.runner import Runner

ATTACKS = Path(__file__).parents[1] / "attacks"
SECRET = "the-quick-brown-secret"
VICTIM = """
import ctypes, sys
secret = ctypes.create_string_buffer(b"the-quick-" + b"brown-secret")
print(ctypes.addressof(secret), flush=True)
sys.stdin.read()
"""


@dataclass(frozen=True, slots=True)
class Aim:
    """What an attack can reach: open to every user, so that nothing but confinement helps."""

    pack: Pack
    outside: Path
    diary: Path
    library: Path
    victim: "subprocess.Popen[str]"
    stream: socket.socket
    datagrams: tuple[socket.socket, ...]

    def planted(self) -> bool:
        """Whether something was left outside."""
        return os.path.lexists(self.outside / "planted")

    def diary_is_changed(self) -> bool:
        """Whether the file has another text, mode or time."""
        if not self.diary.exists():
            return True
        status = self.diary.stat()
        return self.diary.read_text() != "dear" or (status.st_mode & 0o7777, status.st_mtime) != (
            0o666,
            1e9,
        )

    def was_called(self) -> bool:
        """Whether anything came to one of the services."""
        for service in (self.stream, *self.datagrams):
            with suppress(BlockingIOError):
                if service is self.stream:
                    service.accept()[0].close()
                else:
                    _ = service.recv(1000)
                return True
        return False

    def victim_is_dead(self) -> bool:
        """Whether the process was killed."""
        try:
            return self.victim.wait(1.0) != 0
        except subprocess.TimeoutExpired:
            return False

    def victim_is_slow(self) -> bool:
        """Whether the process has another priority."""
        return os.getpriority(os.PRIO_PROCESS, self.victim.pid) != 0

    def victim_is_limited(self) -> bool:
        """Whether the process may open three files."""
        limits = Path(f"/proc/{self.victim.pid}/limits").read_text("ascii")
        (line,) = [line for line in limits.splitlines() if line.startswith("Max open files")]
        return line.split()[3] == "3"


def _services(folder: Path) -> Iterator[socket.socket]:
    stream = socket.socket()
    stream.bind(("127.0.0.1", 0))
    stream.listen()
    yield stream
    udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    udp.bind(("127.0.0.1", 0))
    yield udp
    for name in (str(folder / "service"), f"\0quizkit-test-{os.getpid()}"):
        unix = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        unix.bind(name)
        yield unix
    (folder / "service").chmod(0o777)


@pytest.fixture
def aim(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aim]:
    """Fresh targets for one attack."""
    # A unix socket's path is short, and pytest's are long.
    base = tmp_path_factory.mktemp("a")
    home, outside = base / ".ssh", base / "outside"
    for folder in (home, outside):
        folder.mkdir()
        folder.chmod(0o777)
    key, diary, library = home / "id_ed25519", base / "diary", base / "library"
    for path, text in ((key, SECRET), (diary, "dear"), (library, "")):
        _ = path.write_text(text, encoding="utf-8")
        path.chmod(0o666)
        os.utime(path, (1e9, 1e9))
    pack = _pack(base / "pack")
    with ExitStack() as stack:
        services = [stack.enter_context(service) for service in _services(base)]
        for service in services:
            service.setblocking(False)
        victim = stack.enter_context(_victim())
        assert victim.stdout
        tasks = int(Path("/proc/loadavg").read_text("ascii").split()[3].partition("/")[2])
        stream, udp, *_ = services
        target = {
            "KEY": str(key),
            "OUTSIDE": str(outside),
            "DIARY": str(diary),
            "LIBRARY": str(library),
            "UNIX": str(base / "service"),
            "ABSTRACT": f"quizkit-test-{os.getpid()}",
            "TCP": stream.getsockname()[1],
            "UDP": udp.getsockname()[1],
            "VICTIM": victim.pid,
            "ADDRESS": int(victim.stdout.readline()),
            "TASKS": tasks,
        }
        text = "".join(f"{name} = {value!r}\n" for name, value in target.items())
        for placeholder in pack.checks.glob("*/_target.py"):
            _ = placeholder.write_text(text, encoding="utf-8")
        yield Aim(pack, outside, diary, library, victim, stream, tuple(services[1:]))
        victim.kill()


def _pack(root: Path) -> Pack:
    _ = shutil.copytree(ATTACKS, root)
    (root / "qa_bank").mkdir(exist_ok=True)
    (root / ".git").mkdir()
    _ = (root / ".git" / "config").write_text(f"url = https://me:{SECRET}@example.org/\n")
    return Pack(root)


def _victim() -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", VICTIM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={"TOKEN": SECRET, "PATH": os.environ["PATH"]},
    )


Attack = Callable[..., Ended]


@pytest.fixture
def attack(aim: Aim, runner: Runner) -> Attack:
    """Run one attack, confined or not, and return how it ended."""

    def attack(check: str, *, confined: bool = True, **options: float) -> Ended:
        source = load(aim.pack).checks[check]
        timeout, memory = options.get("timeout", 20.0), int(options.get("memory", 2**31))
        job = plan(source, 0, Options(timeout=timeout, memory=memory))
        assert job.reads is not None
        job = job if confined else replace(job, reads=None)
        (over,) = [step for step in runner.run([job], 1) if isinstance(step, Over)]
        if not confined:
            # What gets through may take the warden with it: the runner is to notice before the
            # next attack, which is another test's.
            harmless = plan(load(aim.pack).checks["reads/a_key"], 0, Options())
            _ = list(runner.run([harmless], 1))
        assert over.ended
        return over.ended

    return attack
