"""One run of one check, and how it is told to another process.

Both ends of every line here run this very module; what a *check* sends is read elsewhere, strictly.
"""

import json
import socket
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from quizkit.model.question import Scalar
from quizkit.model.wire import MAX_BYTES

LENGTH = 4
"""Bytes of the length before each message."""
MAX_MESSAGE = MAX_BYTES + 1_000_000
"""A report, and what the warden says about it."""


@dataclass(frozen=True, slots=True)
class Probe:
    """One observation of one arm (`control` None: the claim's) at one sweep point."""

    observation: str
    at: Mapping[str, Scalar]
    control: str | None


@dataclass(frozen=True, slots=True)
class Job:
    """One check on one seed. With a `probe`, only that observation is made.

    `reads` are the folders and files of its pack that a confined check may read; None leaves the
    check unconfined.
    """

    check: str
    path: Path
    seed: int
    device: str
    timeout: float
    memory: int
    preload: frozenset[str] = frozenset()
    probe: Probe | None = None
    reads: tuple[Path, ...] | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """How the child of a job ended, as its warden saw it.

    `sent` is what the child wrote into its pipe: `REPORT` or `FAILED` and then the report or the
    reason, or whatever a hostile check put there. `tail` is the end of its output, `left` the
    number of processes that it left running. `overfull` says that it was stopped because it had
    written too much. `serial` is that of the job: what is told of another one is not heard.
    """

    serial: int
    status: int
    timed_out: bool
    flooded: bool
    overfull: bool
    left: int
    seconds: float
    tail: str
    sent: bytes


REPORT = b"R"
FAILED = b"F"


def pack_job(job: Job, serial: int) -> bytes:
    """A job as a message to a warden, who gives the serial number back with what came of it."""
    reads = None if job.reads is None else [str(path) for path in job.reads]
    changed = {"path": str(job.path), "preload": sorted(job.preload), "reads": reads}
    return _framed(serial.to_bytes(LENGTH) + json.dumps(asdict(job) | changed).encode())


def unpack_job(message: bytes) -> tuple[Job, int]:
    """Read what `pack_job` wrote: the job and its serial number."""
    d = json.loads(message[LENGTH:])
    changed = {
        "path": Path(d["path"]),
        "preload": frozenset(d["preload"]),
        "probe": None if d["probe"] is None else Probe(**d["probe"]),
        "reads": None if d["reads"] is None else tuple(Path(path) for path in d["reads"]),
    }
    return Job(**(d | changed)), int.from_bytes(message[:LENGTH])


def pack_ended(ended: Ended) -> bytes:
    """An end as a message to the parent."""
    head: dict[str, Any] = asdict(ended)
    sent = head.pop("sent")
    return _framed(json.dumps(head).encode() + b"\n" + sent)


def unpack_ended(message: bytes) -> Ended:
    """Read what `pack_ended` wrote."""
    head, _, sent = message.partition(b"\n")
    return Ended(**json.loads(head), sent=sent)


def messages(buffer: bytearray) -> Iterator[bytes]:
    """Take the whole messages out of what has been received so far."""
    while len(buffer) >= LENGTH:
        end = LENGTH + int.from_bytes(buffer[:LENGTH])
        if len(buffer) < end:
            return
        message = bytes(buffer[LENGTH:end])
        del buffer[:end]
        yield message


def receive(line: socket.socket) -> bytes | None:
    """Wait for one message; None when the other end has hung up."""
    buffer = bytearray()
    while True:
        for message in messages(buffer):
            return message
        received = line.recv(65_536)
        if not received:
            return None
        buffer += received


def _framed(message: bytes) -> bytes:
    return len(message).to_bytes(LENGTH) + message
