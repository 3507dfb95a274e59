"""Each wall by itself: what seccomp's program answers, and what Landlock refuses without it."""

import json
import os
import subprocess
import sys
from errno import EACCES, ENOSYS, EPERM
from pathlib import Path

import pytest

from quizkit.verify.confine import landlock, seccomp
from quizkit.verify.confine.seccomp import ALLOW, KILL, REFUSE, Step, program
from quizkit.verify.confine.syscalls import MACHINES, NEWEST, Machine

PID = 4321
REFUSED, UNKNOWN = REFUSE | EPERM, REFUSE | ENOSYS
THREAD, FORK, NEW_USER = 0x3D0F00, 0x0120_0011, 0x1000_0000
READ_ONLY, TRUNCATING, WRITING = 0o0, 0o1000, 0o1001


def answer(steps: list[Step], number: int, *arguments: int, arch: int) -> int:
    """What the kernel would be told, as it runs such a program."""
    told = {seccomp.NUMBER: number, seccomp.ARCH: arch}
    told |= {seccomp.ARGUMENTS + 8 * i: value for i, value in enumerate(arguments)}
    at = loaded = 0
    while True:
        step = steps[at]
        match step.code:
            case seccomp.LOAD:
                loaded = told.get(step.value, 0) & 0xFFFF_FFFF
                jump = 0
            case seccomp.AND:
                loaded &= step.value
                jump = 0
            case seccomp.EQUAL:
                jump = step.hit if loaded == step.value else step.miss
            case seccomp.AT_LEAST:
                jump = step.hit if loaded >= step.value else step.miss
            case seccomp.ANY_BIT:
                jump = step.hit if loaded & step.value else step.miss
            case _:
                assert step.code == seccomp.RETURN
                return step.value
        at += 1 + jump


@pytest.fixture(params=sorted(MACHINES))
def machine(request: pytest.FixtureRequest) -> Machine:
    """Each kind of machine whose numbers are known."""
    return MACHINES[request.param]


@pytest.mark.parametrize(
    ("call", "arguments", "expected"),
    [
        ("clone", (THREAD,), ALLOW),
        ("clone", (FORK,), REFUSED),
        ("clone", (THREAD | NEW_USER,), REFUSED),
        ("clone3", (), UNKNOWN),
        ("openat", (0, 0, READ_ONLY), ALLOW),
        ("openat", (0, 0, WRITING), ALLOW),
        ("openat", (0, 0, TRUNCATING), REFUSED),
        ("openat2", (), UNKNOWN),
        ("kill", (PID,), ALLOW),
        ("kill", (0,), REFUSED),
        ("kill", (2**32 - 1,), REFUSED),
        ("tgkill", (PID,), ALLOW),
        ("tgkill", (1,), REFUSED),
        ("sigqueue", (1,), REFUSED),
        ("tgsigqueue", (1,), REFUSED),
        ("prlimit", (0,), ALLOW),
        ("prlimit", (PID,), ALLOW),
        ("prlimit", (1,), REFUSED),
        ("prctl", (15,), ALLOW),
        ("prctl", (1, 0), REFUSED),
        ("fcntl", (0, 1030), ALLOW),
        ("fcntl", (0, 8), REFUSED),
        ("fcntl", (0, 15), REFUSED),
        ("fcntl", (0, 10), REFUSED),
        ("ioctl", (0, 0x5401), ALLOW),
        ("ioctl", (0, 0x5412), REFUSED),
    ],
)
def test_a_call_is_judged_by_its_arguments(
    machine: Machine, call: str, arguments: tuple[int, ...], expected: int
) -> None:
    number = getattr(machine.conditional, call)
    assert answer(program(machine, PID), number, *arguments, arch=machine.audit) == expected


def test_what_is_refused_is_refused_whatever_its_arguments(machine: Machine) -> None:
    steps = program(machine, PID)
    assert len(machine.refused) > 80
    for number in machine.refused:
        assert answer(steps, number, PID, PID, PID, arch=machine.audit) == REFUSED


def test_no_call_is_named_twice(machine: Machine) -> None:
    conditional = [n for n in _conditional(machine) if n >= 0]
    assert len(set(conditional)) == len(conditional)
    assert not machine.refused & set(conditional)
    assert max(machine.refused) <= NEWEST


def test_ordinary_calls_are_allowed() -> None:
    for name, numbers in {
        "x86_64": {"read": 0, "mmap": 9, "futex": 202, "getrandom": 318, "exit_group": 231},
        "aarch64": {"read": 63, "mmap": 222, "futex": 98, "getrandom": 278, "exit_group": 94},
    }.items():
        machine = MACHINES[name]
        for number in numbers.values():
            assert answer(program(machine, PID), number, arch=machine.audit) == ALLOW


def test_what_is_newer_than_this_program_is_not_there(machine: Machine) -> None:
    assert answer(program(machine, PID), NEWEST + 1, arch=machine.audit) == UNKNOWN


def test_a_call_by_the_numbers_of_another_machine_ends_the_process(machine: Machine) -> None:
    steps = program(machine, PID)
    (other,) = [m for m in MACHINES.values() if m is not machine]
    assert answer(steps, 0, arch=other.audit) == KILL
    assert answer(steps, 0x4000_0000, arch=machine.audit) == KILL


def test_devices_may_be_steered_where_a_check_computes_on_one(machine: Machine) -> None:
    steps = program(machine, PID, any_device=True)
    assert answer(steps, machine.conditional.ioctl, 0, 0xC0, arch=machine.audit) == ALLOW


def test_the_numbers_are_those_of_this_machines_headers() -> None:
    header = Path("/usr/include/asm-generic/unistd.h")
    if not header.exists():
        pytest.skip("the kernel's headers are not installed")
    text = header.read_text("ascii")
    calls = MACHINES["aarch64"].conditional
    for name, number in {
        "clone": calls.clone,
        "openat": calls.openat,
        "kill": calls.kill,
        "tgkill": calls.tgkill,
        "rt_sigqueueinfo": calls.sigqueue,
        "prlimit64": calls.prlimit,
        "prctl": calls.prctl,
        "ioctl": calls.ioctl,
    }.items():
        assert f"_{name} {number}\n" in text, name


LANDLOCK_ALONE = """
import json, os, socket, sys
from pathlib import Path
from quizkit.verify.confine import landlock, privileges
from quizkit.verify.confine.places import Places
own, key, outside, port = sys.argv[1:]
privileges.gain_no_more()
landlock.restrict(Places((), ("/dev/null",), own))

def code(call):
    try:
        call()
    except OSError as error:
        return error.errno
    return 0

print(json.dumps({
    "read": code(lambda: open(key)),
    "list": code(lambda: os.listdir(outside)),
    "create": code(lambda: open(outside + "/new", "w")),
    "own": code(lambda: open(own + "/new", "w")),
    "run": code(lambda: os.execv(own + "/program", ["program"])),
    "null": code(lambda: open("/dev/null", "r+b", 0)),
    "tcp": code(lambda: socket.create_connection(("127.0.0.1", int(port)))),
    "signal": code(lambda: os.kill(os.getppid(), 0)),
}))
"""


def test_landlock_alone_closes_files_and_as_far_as_it_can_the_network(tmp_path: Path) -> None:
    if not landlock.abi():
        pytest.skip("this kernel has no Landlock")
    import socket

    own, outside = tmp_path / "own", tmp_path / "outside"
    own.mkdir()
    outside.mkdir()
    (outside / "key").touch()
    (own / "program").symlink_to(os.path.realpath("/bin/true"))
    with socket.socket() as service:
        service.bind(("127.0.0.1", 0))
        service.listen()
        where = [str(own), str(outside / "key"), str(outside), str(service.getsockname()[1])]
        run = [sys.executable, "-c", LANDLOCK_ALONE, *where]
        told = json.loads(subprocess.run(run, capture_output=True, check=True).stdout)
    refused = {"read": EACCES, "list": EACCES, "create": EACCES, "run": EACCES}
    network = EACCES if landlock.abi() >= 4 else 0
    signals = EPERM if landlock.abi() >= 6 else 0
    assert told == refused | {"own": 0, "null": 0, "tcp": network, "signal": signals}


def _conditional(machine: Machine) -> list[int]:
    calls = machine.conditional
    return [getattr(calls, name) for name in calls.__dataclass_fields__]
