"""The cache of reports: one small file per check, seed and device.

A file is found by the check's id and holds the key of everything that the report depends on. An
entry with another key, or one that is broken, is as good as none, and is replaced. Failures are not
kept: what broke, ran out of time or of memory is tried again.
"""

import hashlib
import json
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from quizkit.bank import Bank, CheckSource, Pack
from quizkit.bank.certificate import evidence_digest
from quizkit.model import Report, wire
from quizkit.verify.installed import versions

MAX_BYTES = 2 * wire.MAX_BYTES
PYTHON = f"python {sys.version_info.major}.{sys.version_info.minor}"


@dataclass(frozen=True, slots=True)
class Kept:
    """A report and when it was measured, in UTC."""

    report: Report
    measured_at: datetime


class Cache:
    """The reports of one pack's checks that are still true of their sources.

    A source counts as it was when it was first asked for: a check that is edited while it runs is
    measured again the next time.
    """

    def __init__(self, cache_dir: Path, pack: Pack) -> None:
        of_pack = hashlib.sha256(str(pack.root).encode("utf-8", "surrogateescape")).hexdigest()
        self._folder = cache_dir / "reports" / of_pack[:16]
        self._digests: dict[str, str] = {}

    def get(self, source: CheckSource, seed: int, device: str) -> Kept | None:
        """The report of this check, as its sources are now."""
        path = self._path(source.id, seed, device)
        try:
            key = self._key(source, seed, device)
            if path.stat().st_size > MAX_BYTES:
                return None
            data = json.loads(path.read_bytes())
            if data["key"] != key:
                return None
            measured_at = datetime.fromisoformat(data["measured_at"])
            report = wire.from_json(data["report"])
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        asked = (source.id, seed, device)
        if measured_at.tzinfo is None or (report.check, report.seed, report.device) != asked:
            return None
        return Kept(report, measured_at)

    def put(self, source: CheckSource, kept: Kept) -> None:
        """Keep a report, whole or not at all. A cache that cannot be written is no failure."""
        report = kept.report
        path = self._path(report.check, report.seed, report.device)
        fresh = path.with_name(f".{path.name}.{os.getpid()}")
        with suppress(OSError):
            data = {
                "key": self._key(source, report.seed, report.device),
                "measured_at": kept.measured_at.isoformat(),
                "report": wire.to_json(report),
            }
            path.parent.mkdir(parents=True, exist_ok=True)
            _ = fresh.write_text(json.dumps(data, separators=(",", ":")), encoding="utf-8")
            _ = fresh.replace(path)

    def _path(self, check: str, seed: int, device: str) -> Path:
        topic, _, slug = check.partition("/")
        return self._folder / topic / f"{slug}.{device}.{seed}.json"

    def _key(self, source: CheckSource, seed: int, device: str) -> str:
        digest = self._digests.get(source.id)
        if digest is None:
            digest = self._digests[source.id] = source.digest()
        key = "\n".join((digest, self._surroundings, device, str(seed)))
        return hashlib.sha256(key.encode()).hexdigest()[:32]

    @cached_property
    def _surroundings(self) -> str:
        return "\n".join((evidence_digest(), PYTHON, json.dumps(versions(), sort_keys=True)))


class Caches:
    """The cache of each pack of a bank."""

    def __init__(self, cache_dir: Path, bank: Bank) -> None:
        self._cache_dir = cache_dir
        self._bank = bank
        self._made: dict[Path, Cache] = {}

    def of(self, check: str) -> Cache:
        """The cache of the pack that a check belongs to."""
        pack = self._bank.pack_of(check)
        if pack.root not in self._made:
            self._made[pack.root] = Cache(self._cache_dir, pack)
        return self._made[pack.root]
