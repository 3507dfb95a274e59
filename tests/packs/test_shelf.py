"""Packs are added, brought up to date and removed; nothing is half done."""

from pathlib import Path
from typing import Protocol

import pytest

from quizkit.bank import Pack, builtin_pack, load
from quizkit.errors import QuizkitError
from quizkit.packs import Entry, Shelf, adding
from quizkit.packs.adding import add, remove, update
from quizkit.packs.git import Bounds, Fetched, fetch
from quizkit.packs.shelf import called
from quizkit.packs.trusting import shown

PLACE = "checks/scaling/unit_variance.py"


class Served(Protocol):
    """A repository on a server."""

    folder: Path
    url: str

    def commit(self) -> str:
        """Commit everything as it is now."""
        ...


@pytest.fixture
def over_http(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the server of the tests be fetched from, which speaks no TLS."""

    def fetched(url: str, folder: Path) -> Fetched:
        return fetch(url, folder, Bounds(), protocols=("http",))

    monkeypatch.setattr(adding, "fetch", fetched)


def test_a_folder_is_used_where_it_lies(shelf: Shelf, group: Path) -> None:
    assert add(shelf, str(group), None)[0] == "group"
    assert shelf.entries() == {"group": Entry(str(group))}
    assert shelf.root("group", shelf.entry("group")) == group


def test_a_removed_pack_leaves_its_folder_and_no_copies(shelf: Shelf, group: Path) -> None:
    _ = add(shelf, str(group), None)
    assert remove(shelf, "group") == group
    assert shelf.entries() == {}
    assert (group / "qa_bank").is_dir()


@pytest.mark.parametrize(
    ("source", "name", "told"),
    [
        ("{group}", "Team", "cannot name a pack"),
        ("{group}", "a/b", "cannot name a pack"),
        ("{group}", "..", "cannot name a pack"),
        ("{group}", "a:b", "cannot name a pack"),
        ("{group}", "x" * 41, "cannot name a pack"),
        ("{group}/checks", "team", "did you mean"),
        ("{group}/nowhere", "team", "no such folder"),
        ("{builtin}", "team", "built-in pack"),
        ("ext::sh -c id", "team", "no URL that is fetched from"),
        ("--upload-pack=id", "team", "no URL that is fetched from"),
    ],
)
def test_what_cannot_be_added_says_why_and_adds_nothing(
    shelf: Shelf, group: Path, source: str, name: str, told: str
) -> None:
    where = source.format(group=group, builtin=builtin_pack().root)
    with pytest.raises(QuizkitError) as raised:
        _ = add(shelf, where, name)
    assert told in str(raised.value)
    assert shelf.entries() == {}


def test_a_pack_or_a_name_is_not_added_twice(shelf: Shelf, group: Path, tmp_path: Path) -> None:
    _ = add(shelf, str(group), "team")
    with pytest.raises(QuizkitError, match="added already, as 'team'"):
        _ = add(shelf, str(group), "other")
    (tmp_path / "more/qa_bank").mkdir(parents=True)
    with pytest.raises(QuizkitError, match="another pack is called 'team'"):
        _ = add(shelf, str(tmp_path / "more"), "team")


def test_a_folder_that_went_away_is_a_fault_and_stops_no_other_pack(
    shelf: Shelf, group: Path, tmp_path: Path
) -> None:
    (tmp_path / "more/qa_bank").mkdir(parents=True)
    _ = add(shelf, str(tmp_path / "more"), "more")
    _ = add(shelf, str(group), "team")
    (tmp_path / "more/qa_bank").rmdir()
    bank = shelf.joined(load(Pack(tmp_path / "empty")), None)
    assert "team:scaling/why" in bank.ids
    assert [str(fault.message) for fault in bank.faults] == ["the pack 'more' is no longer here"]


def test_a_folder_that_went_away_is_neither_up_to_date_nor_trusted(
    shelf: Shelf, group: Path, tmp_path: Path
) -> None:
    _ = add(shelf, str(group), "team")
    _ = group.rename(tmp_path / "elsewhere")
    with pytest.raises(QuizkitError, match="no longer here"):
        _ = update(shelf, "team")
    with pytest.raises(QuizkitError, match="no longer here"), shown(shelf, "team"):
        pass


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"format": 2, "packs": {}}',
        '{"format": 1, "packs": {"../x": '
        '{"source": "/", "commit": "a", "files": "", "trusted": {}}}}',
        '{"format": 1, "packs": {"x": {"source": 1}}}',
        "\x00",
        "[" * 100_000,
    ],
    ids=["empty", "a list", "another format", "a path as name", "no entry", "no text", "deep"],
)
def test_a_broken_list_of_packs_is_told_with_its_place(shelf: Shelf, text: str) -> None:
    shelf.folder.mkdir()
    _ = shelf.path.write_text(text)
    with pytest.raises(QuizkitError) as raised:
        _ = shelf.entries()
    assert raised.value.place
    assert raised.value.place.path == shelf.path


def test_the_list_of_packs_stays_as_it_was_when_a_change_fails(shelf: Shelf, group: Path) -> None:
    _ = add(shelf, str(group), "team")
    before = shelf.path.read_bytes()
    with pytest.raises(QuizkitError), shelf.changing() as entries:  # noqa: PT012  both are the case
        entries.clear()
        _ = called(entries, "team")
    assert shelf.path.read_bytes() == before
    assert sorted(path.name for path in shelf.folder.iterdir()) == [
        ".packs.json.lock",
        "packs.json",
    ]


@pytest.mark.usefixtures("over_http")
def test_an_update_brings_what_changed_and_says_so(shelf: Shelf, repository: Served) -> None:
    name, came = add(shelf, repository.url, None)
    assert name == "group"
    assert came.added[0] == PLACE
    first = shelf.entry(name)
    folder = repository.folder
    _ = (folder / PLACE).write_text("# another one\n")
    _ = (folder / "qa_bank/scaling/named.yaml").rename(folder / "qa_bank/scaling/called.yaml")
    commit = repository.commit()
    changes = update(shelf, name)
    assert changes.added == ("qa_bank/scaling/called.yaml",)
    assert changes.changed == (PLACE,)
    assert changes.removed == ("qa_bank/scaling/named.yaml",)
    assert (first.commit, shelf.entry(name).commit) != (commit, commit)
    assert shelf.entry(name).commit == commit
    assert not update(shelf, name)


@pytest.mark.usefixtures("over_http")
def test_an_update_that_fails_keeps_what_is_there(shelf: Shelf, repository: Served) -> None:
    name, _ = add(shelf, repository.url, "team")
    before = shelf.path.read_bytes(), adding.listing(shelf.clones / name)
    for path in (repository.folder / "qa_bank/scaling").iterdir():
        path.unlink()
    _ = repository.commit()
    with pytest.raises(QuizkitError, match="holds no qa_bank"):
        _ = update(shelf, name)
    assert (shelf.path.read_bytes(), adding.listing(shelf.clones / name)) == before
    assert [path.name for path in shelf.clones.iterdir()] == [name]


@pytest.mark.usefixtures("over_http")
def test_what_was_edited_here_is_not_replaced(shelf: Shelf, repository: Served) -> None:
    name, _ = add(shelf, repository.url, "team")
    edited = shelf.clones / name / "qa_bank/scaling/why.yaml"
    _ = edited.write_text("mine\n")
    _ = repository.commit()
    with pytest.raises(QuizkitError, match="edited here"):
        _ = update(shelf, name)
    assert edited.read_text() == "mine\n"


@pytest.mark.usefixtures("over_http")
def test_a_clone_is_not_run_when_its_folder_is_named_either(
    shelf: Shelf, repository: Served
) -> None:
    name, _ = add(shelf, repository.url, "team")
    pack = Pack((shelf.clones / name).resolve())
    assert load(pack, None, shelf.trust_of(pack)).bars("scaling/unit_variance")
    assert shelf.trust_of(Pack(repository.folder)) is None
    assert remove(shelf, name) is None
    assert not pack.root.exists()
