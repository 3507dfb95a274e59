"""A pack of a study group with one check, a shelf to put it on, and git over HTTP on loopback."""

import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from quizkit.bank import Bank
from quizkit.packs import Shelf

CHECK = '''\
"""Dividing by √d_k keeps attention scores at unit variance."""

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def unit_variance(lab: Lab, n: int = 0) -> None:
    lab.count("score variance", n, equals=0)


if __name__ == "__main__":
    unit_variance.main()
'''
PLACE = "checks/scaling/unit_variance.py"


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """An empty one."""
    return Shelf(tmp_path / "data")


@pytest.fixture
def group(tmp_path: Path, make_bank: Callable[[Mapping[str, int]], Bank]) -> Path:
    """The folder of a pack: two questions, one of which rests on a check."""
    _ = make_bank({"scaling/why": 1, "scaling/named": 0})
    root = (tmp_path / "pack").rename(tmp_path / "group").resolve()
    write(root / PLACE, CHECK)
    return root


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    _ = path.write_text(text, encoding="utf-8")


def _git(folder: Path, *arguments: str, said: str = "") -> str:
    """Run git as its author would, with no settings of this machine."""
    people = [f"GIT_{who}_{what}" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")]
    who = dict.fromkeys(people, "a@b")
    env = who | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    env |= {"PATH": os.environ["PATH"], "HOME": str(folder)}
    command = ["git", "-c", "protocol.file.allow=always", *arguments]
    done = subprocess.run(
        command, cwd=folder, env=env, input=said, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture
def git() -> Callable[..., str]:
    """Git, as the author of a pack runs it."""
    return _git


class Repository:
    """The pack of the group as a repository, and its URL on a server that speaks git's protocol."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.url = url
        _ = _git(folder, "init", "-q", "-b", "main")
        _ = self.commit()

    def commit(self) -> str:
        """Commit everything as it is now."""
        _ = _git(self.folder, "add", "-A")
        _ = _git(self.folder, "commit", "-q", "--allow-empty", "-m", "as it is")
        return _git(self.folder, "rev-parse", "HEAD")


@pytest.fixture
def repository(group: Path) -> Iterator[Repository]:
    """The group's pack on a server of this test."""
    if shutil.which("git") is None:
        pytest.skip("needs git")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(b"")

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers["Content-Length"] or 0)))

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its name there
            """Say nothing."""

        def _answer(self, sent: bytes) -> None:
            path, _, query = self.path.partition("?")
            env = {
                "PATH": os.environ["PATH"],
                "GIT_PROJECT_ROOT": str(group.parent),
                "GIT_HTTP_EXPORT_ALL": "1",
                "PATH_INFO": path,
                "QUERY_STRING": query,
                "REQUEST_METHOD": self.command,
                "CONTENT_TYPE": self.headers["Content-Type"] or "",
                "CONTENT_LENGTH": str(len(sent)),
                "GIT_PROTOCOL": self.headers["Git-Protocol"] or "",
                "HTTP_CONTENT_ENCODING": self.headers["Content-Encoding"] or "",
                "GIT_CONFIG_COUNT": "1",
                "GIT_CONFIG_KEY_0": "safe.directory",
                "GIT_CONFIG_VALUE_0": "*",
            }
            done = subprocess.run(
                ["git", "http-backend"], input=sent, env=env, capture_output=True, check=False
            )
            head, _, body = done.stdout.partition(b"\r\n\r\n")
            fields = dict(line.split(": ", 1) for line in head.decode().splitlines())
            self.send_response(int(fields.pop("Status", "200").split()[0]))
            for key, value in fields.items():
                self.send_header(key, value)
            self.end_headers()
            _ = self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Repository(group, f"http://127.0.0.1:{server.server_port}/group")
    server.shutdown()
    thread.join()
    server.server_close()
