"""Files from a git URL, without running anything that the repository brings along.

The repository is cloned bare, so that nothing is checked out: no hook, filter, attribute, submodule
or link of it ever takes effect. What is wanted is then read out of it, blob by blob, and written by
us. Git itself is told to speak https and ssh alone, and to read no configuration.
"""

import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from quizkit.bank.fault import printable, quoted
from quizkit.errors import Place, QuizkitError
from quizkit.packs.url import PRIVATE, PROTOCOLS, refuse_tricks

_PART = re.compile(r"[^/\\:\x00-\x1f\x7f.][^/\\:\x00-\x1f\x7f]*")
_OBJECT = re.compile(rb"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_KEPT = ("PATH", "HOME", "SSH_AUTH_SOCK", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY")
_CERTIFICATES = ("SSL_CERT_FILE", "SSL_CERT_DIR", "CURL_CA_BUNDLE", "GIT_SSL_CAINFO")
_DENIED = re.compile(r"could not read|Authentication failed|error: 403|not found|Permission denied")
_LOOK = 0.05
"""Seconds between two looks at how much git has written."""
MAX_LISTING = 8 * 2**20
"""Bytes of the listing of a repository's files; one of 20,000 files has 2 million."""
FOLDERS = ("qa_bank", "checks", "media")


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much a repository may be: seconds, bytes on the disk, files and bytes of a pack."""

    seconds: float = 120.0
    bytes: int = 200 * 2**20
    files: int = 20_000
    file_bytes: int = 50 * 2**20
    """Of one file: pictures may be large, texts are bounded when they are read."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: the commit, and the entries of it that were left out, each with why."""

    commit: str
    left_out: tuple[str, ...]


BOUNDS = Bounds()


def fetch(
    url: str, folder: Path, bounds: Bounds = BOUNDS, *, protocols: Sequence[str] = PROTOCOLS
) -> Fetched:
    """Write the pack at `url` into `folder/pack`; `folder` is empty, and the caller removes it.

    Raises:
        QuizkitError: the URL is refused, git fails, or the repository is too much.
    """
    refuse_tricks(url, protocols)
    git = _Git(folder / "git", protocols, bounds, time.monotonic() + bounds.seconds)
    git.clone(url, folder)
    commit = git.run("rev-parse", "--verify", "HEAD^{commit}").decode("ascii").strip()
    left_out: list[str] = []
    wanted = list(_wanted(git.run("ls-tree", "-r", "-z", "-l", commit, "--", *FOLDERS), left_out))
    if not any(path.startswith("qa_bank/") for path, _, _ in wanted):
        raise QuizkitError(
            "this repository is no pack: it holds no qa_bank/", hint=f"fetched from {url}"
        )
    _refuse_too_much([size for _, _, size in wanted], bounds)
    git.write(wanted, folder / "pack")
    return Fetched(commit, tuple(left_out))


@dataclass(frozen=True, slots=True)
class _Git:
    """Git on one bare repository."""

    repository: Path
    protocols: Sequence[str]
    bounds: Bounds
    deadline: float

    def clone(self, url: str, folder: Path) -> None:
        options = ["--bare", "--depth=1", "--no-tags", "--single-branch", "--template="]
        options += ["--no-recurse-submodules", "--no-local", "--quiet"]
        command = self._command(["clone", *options, "--", url, str(self.repository)])
        with self._started(command) as process:
            try:
                told = self._watched(process, folder)
            finally:
                _kill(process)
        if process.returncode:
            hint = PRIVATE if _DENIED.search(told) else ""
            raise QuizkitError(f"git cannot fetch {quoted(url)}: {told}", hint=hint)

    def run(self, *arguments: str) -> bytes:
        """What git prints: no more than a listing of as many files as are taken."""
        command = self._command(["--git-dir", str(self.repository), *arguments])
        with self._started(command) as process, self._in_time(process):
            assert process.stdout
            try:
                # A tree that holds itself many times over is small on the disk and endless here.
                out = process.stdout.read(MAX_LISTING + 1)
                if len(out) <= MAX_LISTING:
                    _ = process.wait()
            finally:
                _kill(process)
        if len(out) > MAX_LISTING:
            raise QuizkitError(f"the pack has more than {self.bounds.files:,} files")
        if process.returncode:
            raise QuizkitError("git cannot read what it fetched")
        return out

    def write(self, wanted: Sequence[tuple[str, str, int]], folder: Path) -> None:
        """Write blobs as files, none of which is there yet."""
        command = self._command(["--git-dir", str(self.repository), "cat-file", "--batch"])
        with self._started(command) as process, self._in_time(process):
            assert process.stdin
            assert process.stdout
            try:
                for path, name, size in wanted:
                    _ = process.stdin.write(f"{name}\n".encode())
                    process.stdin.flush()
                    head = process.stdout.readline()
                    data = process.stdout.read(size + 1)[:-1]
                    if head != f"{name} blob {size}\n".encode() or len(data) != size:
                        raise QuizkitError(f"git cannot read {quoted(path)} in what it fetched")
                    _write(folder / path, data)
            finally:
                _kill(process)

    def _command(self, arguments: Sequence[str]) -> list[str]:
        settings = {
            "protocol.allow": "never",
            **{f"protocol.{name}.allow": "always" for name in self.protocols},
            "core.hooksPath": os.devnull,
            "core.fsmonitor": "false",
            "core.attributesFile": os.devnull,
            "core.bigFileThreshold": "1m",
            "credential.helper": "",
            "fetch.fsckObjects": "true",
            "gc.auto": "0",
            "maintenance.auto": "false",
            "submodule.recurse": "false",
            "transfer.bundleURI": "false",
        }
        given = [part for k, v in settings.items() for part in ("-c", f"{k}={v}")]
        return ["git", *given, *arguments]

    def _started(self, command: Sequence[str]) -> "subprocess.Popen[bytes]":
        try:
            return subprocess.Popen(
                command,
                stdin=subprocess.PIPE if "cat-file" in command else subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE if "clone" in command else subprocess.DEVNULL,
                env=self._environment(),
                start_new_session=True,
            )
        except FileNotFoundError as error:
            raise QuizkitError("git is not installed", hint="install git") from error

    def _environment(self) -> dict[str, str]:
        """Little of ours, and nothing that would let git read a setting or ask a question."""
        kept = {k: v for k in (*_KEPT, *_CERTIFICATES) if (v := os.environ.get(k))}
        return kept | {
            "GIT_ALLOW_PROTOCOL": ":".join(self.protocols),
            "GIT_ASKPASS": "false",
            "GIT_ATTR_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_SSH_COMMAND": "ssh -oBatchMode=yes -oPermitLocalCommand=no -oForwardAgent=no",
            "GIT_TERMINAL_PROMPT": "0",
            "LC_ALL": "C",
            "SSH_ASKPASS": "false",
        }

    @contextmanager
    def _in_time(self, process: "subprocess.Popen[bytes]") -> Generator[None]:
        """Kill git when the time is up, and say so."""
        timer = threading.Timer(max(self.deadline - time.monotonic(), 0), process.kill)
        timer.daemon = True
        timer.start()
        try:
            yield
        except (OSError, QuizkitError):
            if time.monotonic() > self.deadline:
                raise _too_slow(self.bounds) from None
            raise
        finally:
            timer.cancel()

    def _watched(self, process: "subprocess.Popen[bytes]", folder: Path) -> str:
        """Wait until git has ended, and see that it does not take too much; return what it says."""
        assert process.stderr
        os.set_blocking(process.stderr.fileno(), False)
        said = b""
        while process.poll() is None:
            said = (said + (process.stderr.read() or b""))[-4000:]
            if time.monotonic() > self.deadline:
                raise _too_slow(self.bounds)
            if _size(folder) > self.bounds.bytes:
                raise QuizkitError(
                    f"the repository has more than {self.bounds.bytes / 2**20:,.0f} MiB"
                )
            time.sleep(_LOOK)
        return _said(said + (process.stderr.read() or b""))


def _wanted(listing: bytes, left_out: list[str]) -> Iterator[tuple[str, str, int]]:
    """The path, the name of the blob and the size of each file that is taken."""
    for entry in filter(None, listing.split(b"\0")):
        head, _, raw = entry.partition(b"\t")
        mode, kind, name, size = head.split()
        path = raw.decode("utf-8", "replace")
        parts = path.split("/")
        if mode == b"120000":
            left_out.append(f"{printable(path)}: a link")
        elif kind != b"blob" or not _OBJECT.fullmatch(name):
            left_out.append(f"{printable(path)}: a submodule")
        elif not all(_PART.fullmatch(part) for part in parts) or not path.isprintable():
            left_out.append(f"{printable(path)}: no name for a file of a pack")
        else:
            yield path, name.decode("ascii"), int(size)


def _refuse_too_much(sizes: Sequence[int], bounds: Bounds) -> None:
    if len(sizes) > bounds.files:
        raise QuizkitError(f"the pack has {len(sizes):,} files; at most {bounds.files:,} are taken")
    if max(sizes) > bounds.file_bytes or sum(sizes) > bounds.bytes:
        raise QuizkitError(
            f"the pack has {sum(sizes):,} bytes, in one file {max(sizes):,}; at most "
            f"{bounds.bytes:,}, and {bounds.file_bytes:,} in one file, are taken"
        )


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("xb") as file:
            _ = file.write(data)
    except FileExistsError as error:
        # Two names that are one where case does not count.
        raise QuizkitError("the repository holds it twice", place=Place(path)) from error


def _size(folder: Path) -> int:
    total = 0
    for top, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(Path(top) / name).st_size
            except OSError:  # git has moved it meanwhile
                continue
    return total


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """End git and whatever it has started."""
    for pipe in (process.stdin, process.stdout):
        if pipe:
            pipe.close()
    with suppress(ProcessLookupError):
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    _ = process.wait()


def _said(err: bytes) -> str:
    lines = [line.strip() for line in err.decode("utf-8", "replace").splitlines() if line.strip()]
    return printable(" ".join(lines[-3:]))[-300:] or "it does not say why"


def _too_slow(bounds: Bounds) -> QuizkitError:
    return QuizkitError(f"fetching took longer than {bounds.seconds:g} s")
