"""A git URL brings files and nothing else: each trick is tried with a real repository."""

import shutil
import subprocess
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Protocol

import pytest

from quizkit.errors import QuizkitError
from quizkit.packs.git import Bounds, Fetched, fetch
from quizkit.packs.url import PRIVATE

Fetch = Callable[..., Fetched]


Git = Callable[..., str]


class Served(Protocol):
    """A repository on a server."""

    folder: Path
    url: str

    def commit(self) -> str:
        """Commit everything as it is now."""
        ...


@pytest.fixture
def fetched(tmp_path: Path, repository: Served) -> Fetch:
    """Fetch the repository into `tmp_path / "into"`, by the protocol that the tests' server has."""
    into = tmp_path / "into"
    into.mkdir()

    def run(bounds: Bounds | None = None) -> Fetched:
        return fetch(repository.url, into, bounds or Bounds(), protocols=("http",))

    return run


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_repository_that_asks_for_a_password_is_told_how_else_it_is_added(
    status: int, tmp_path: Path
) -> None:
    class Closed(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("WWW-Authenticate", 'Basic realm="private"')
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Closed) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/pack.git"
        with pytest.raises(QuizkitError) as raised:
            _ = fetch(url, tmp_path, Bounds(), protocols=("http",))
        server.shutdown()
    assert raised.value.hint == PRIVATE


def test_the_files_of_a_pack_come_and_the_repository_does_not(
    fetched: Fetch, repository: Served, tmp_path: Path
) -> None:
    _ = (repository.folder / "secret.txt").write_text("elsewhere")
    commit = repository.commit()
    assert fetched() == Fetched(commit, ())
    came = sorted(
        str(p.relative_to(tmp_path / "into/pack"))
        for p in (tmp_path / "into/pack").rglob("*")
        if p.is_file()
    )
    assert came == [
        "checks/scaling/unit_variance.py",
        "qa_bank/scaling/named.yaml",
        "qa_bank/scaling/why.yaml",
    ]


def canary(folder: Path) -> tuple[Path, str]:
    """A file that is not there, and the shell's command that makes it."""
    path = folder / "canary"
    return path, f"touch {path}"


def test_no_filter_of_the_repository_runs_and_no_attribute_counts(
    fetched: Fetch, repository: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, command = canary(tmp_path)
    settings = tmp_path / "settings"
    _ = settings.write_text(
        f'[filter "evil"]\n smudge = "{command}; cat"\n clean = cat\n required = true\n'
        f'[core]\n fsmonitor = "{command}; false"\n hooksPath = {tmp_path / "hooks"}\n'
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("HOME", str(tmp_path))
    _ = shutil.copy(settings, tmp_path / ".gitconfig")
    hook = tmp_path / "hooks" / "post-checkout"
    hook.parent.mkdir()
    _ = hook.write_text(f"#!/bin/sh\n{command}\n")
    hook.chmod(0o755)
    attributes = repository.folder / "qa_bank" / ".gitattributes"
    _ = attributes.write_text("*.yaml filter=evil text eol=crlf ident\n")
    _ = repository.commit()
    text = (repository.folder / "qa_bank/scaling/why.yaml").read_bytes()
    _ = fetched()
    assert (tmp_path / "into/pack/qa_bank/scaling/why.yaml").read_bytes() == text
    assert not path.exists()
    # The same attacks work on a clone as git makes it by itself.
    command = ["git", "clone", "-q", repository.url, str(tmp_path / "plain")]
    _ = subprocess.run(command, check=True, capture_output=True)
    assert path.exists()


def test_nothing_of_the_environment_tells_git_to_run_something(
    fetched: Fetch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, command = canary(tmp_path)
    for name in ("GIT_SSH_COMMAND", "GIT_PROXY_COMMAND", "GIT_ASKPASS", "GIT_EXTERNAL_DIFF"):
        monkeypatch.setenv(name, command)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_TEMPLATE_DIR", str(tmp_path))
    assert fetched().commit
    assert not path.exists()
    assert not (tmp_path / "elsewhere").exists()


def test_a_link_is_left_out_and_told(fetched: Fetch, repository: Served, tmp_path: Path) -> None:
    (repository.folder / "qa_bank/scaling/passwd.yaml").symlink_to("/etc/passwd")
    (repository.folder / "checks/etc").symlink_to("/etc")
    _ = repository.commit()
    assert fetched().left_out == ("checks/etc: a link", "qa_bank/scaling/passwd.yaml: a link")
    assert not any(path.is_symlink() for path in (tmp_path / "into/pack").rglob("*"))


def add_submodule(repository: Served, git: Git, url: str) -> None:
    commit = repository.commit()
    modules = f'[submodule "x"]\n path = checks/x\n url = "{url}"\n'
    _ = (repository.folder / ".gitmodules").write_text(modules)
    _ = git(repository.folder, "update-index", "--add", "--cacheinfo", f"160000,{commit},checks/x")
    _ = git(repository.folder, "add", ".gitmodules")
    _ = git(repository.folder, "commit", "-q", "-m", "with a submodule")


def test_a_submodule_is_left_out_and_not_fetched(
    fetched: Fetch, repository: Served, git: Git, tmp_path: Path
) -> None:
    add_submodule(repository, git, repository.url)
    assert fetched().left_out == ("checks/x: a submodule",)
    assert not (tmp_path / "into/pack/checks/x").exists()


def test_a_submodule_that_would_inject_an_option_makes_the_repository_refused(
    fetched: Fetch, repository: Served, git: Git
) -> None:
    add_submodule(repository, git, "--upload-pack=touch")
    with pytest.raises(QuizkitError, match="git cannot fetch"):
        _ = fetched()


def test_a_repository_that_is_no_pack_is_refused(fetched: Fetch, repository: Served) -> None:
    shutil.rmtree(repository.folder / "qa_bank")
    _ = repository.commit()
    with pytest.raises(QuizkitError, match="holds no qa_bank/"):
        _ = fetched()


@pytest.mark.parametrize(
    ("bounds", "told"),
    [
        (Bounds(files=2), "files"),
        (Bounds(file_bytes=100), "bytes"),
        (Bounds(seconds=0.0), "longer than 0 s"),
        (Bounds(bytes=1000), "MiB|bytes"),
    ],
    ids=["files", "a file", "seconds", "bytes"],
)
def test_what_is_too_much_is_refused(fetched: Fetch, bounds: Bounds, told: str) -> None:
    with pytest.raises(QuizkitError, match=told):
        _ = fetched(bounds)


def test_a_tree_that_holds_itself_ten_to_the_tenth_times_is_refused(
    fetched: Fetch, repository: Served, git: Git
) -> None:
    folder = repository.folder
    blob = git(folder, "hash-object", "-w", "--stdin")
    tree = git(folder, "mktree", said="".join(f"100644 blob {blob}\t{n}.yaml\n" for n in range(10)))
    for _ in range(9):
        tree = git(folder, "mktree", said="".join(f"040000 tree {tree}\t{n}\n" for n in range(10)))
    whole = git(folder, "mktree", said=f"040000 tree {tree}\tqa_bank\n")
    commit = git(folder, "commit-tree", whole, "-m", "a bomb")
    _ = git(folder, "update-ref", "refs/heads/main", commit)
    with pytest.raises(QuizkitError, match="more than 20,000 files"):
        _ = fetched()
