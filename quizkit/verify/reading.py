"""From the end of a child to a report that can be judged, or to a failure in plain words."""

import re
import signal
from collections.abc import Sequence
from dataclasses import replace

from quizkit.bank.named import split
from quizkit.model import Report, wire
from quizkit.verify.events import Failure
from quizkit.verify.folders import MAX_WRITTEN
from quizkit.verify.handles import Over
from quizkit.verify.job import FAILED, REPORT, Ended, Job

OUT_OF_MEMORY = re.compile(
    r"\A\w*Memory\w*Error|allocate memory|not enough memory|Unable to allocate|std::bad_alloc"
)
TAIL_LINES, TAIL_LENGTH = 3, 300
"""How much of a check's output is told beside the reason for which it failed."""


def read(over: Over, controls: Sequence[str]) -> Report | Failure:
    """What a job came to. `controls` are the names that the check's arms must have."""
    job, ended = over.job, over.ended
    if ended is None:
        return Failure("the process that watches the check was killed, most likely by the check")
    reason = _broken(job, ended)
    if reason:
        return Failure(reason + _tail(ended.tail))
    if ended.sent[:1] == FAILED:
        told = _clean(ended.sent[1:].decode("utf-8", "replace"))
        return Failure(_memory(job) if OUT_OF_MEMORY.search(told) else told + _tail(ended.tail))
    try:
        report = wire.loads(ended.sent.removeprefix(REPORT))
    except wire.WireError as error:
        return Failure(f"what the check sent is no report: {error}{_tail(ended.tail)}")
    return _checked(report, job, controls)


def _broken(job: Job, ended: Ended) -> str:
    """Why what was sent does not count at all; "" when it does."""
    if ended.timed_out:
        return f"stopped after {job.timeout:g} s, the time limit"
    if ended.flooded:
        return f"sent more than {wire.MAX_BYTES:,} bytes in place of a report"
    if ended.overfull:
        return f"wrote more than {MAX_WRITTEN / 2**20:,.0f} MiB, or too many files"
    if ended.status == -signal.SIGXCPU:
        return f"stopped after {job.timeout:g} s of computing, the time limit"
    if ended.status < 0:
        number = -ended.status
        told = (signal.strsignal(number) or "unknown").lower()
        memory = "; perhaps the machine ran out of memory" if number == signal.SIGKILL else ""
        return f"crashed: {told} (signal {number}){memory}"
    if ended.left:
        return f"left {ended.left} process{'es' * (ended.left > 1)} running"
    if ended.status:
        return f"ended with exit status {ended.status} before it reported"
    return "" if ended.sent else "ended before it reported"


def _checked(report: Report, job: Job, controls: Sequence[str]) -> Report | Failure:
    """The report, if it is on what was asked for."""
    _, inside = split(job.check)  # a check does not know the name of its pack
    if (report.check, report.seed, report.device) != (inside, job.seed, job.device):
        return Failure(
            f"reported on {report.check}, seed {report.seed}, {report.device}; "
            f"{inside}, seed {job.seed}, {job.device} was asked for"
        )
    arms = (report.claim, *report.controls)
    found = [arm.control for arm in arms]
    asked = [None, *controls] if job.probe is None else [job.probe.control]
    if found != asked:
        return Failure(f"reported on the controls {found[1:]}; its source has {list(controls)}")
    if any(OUT_OF_MEMORY.search(arm.error) for arm in arms):
        return Failure(_memory(job))
    return replace(report, check=job.check)


def _memory(job: Job) -> str:
    return f"needed more memory than the limit of {job.memory / 2**20:,.0f} MiB"


def _tail(output: str) -> str:
    lines = [line for line in output.splitlines() if line.strip()]
    told = _clean(" | ".join(line.strip() for line in lines[-TAIL_LINES:]))[-TAIL_LENGTH:]
    return f"; its last output: {told}" if told else ""


def _clean(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text[: wire.MAX_TEXT])
