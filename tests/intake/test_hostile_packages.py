"""A package that is broken or made to do harm is refused with its place; nothing is written."""

import json
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import zstandard

from quizkit.bank import Pack, load
from quizkit.errors import QuizkitError
from quizkit.intake import archive, collection, read_cards, write_questions
from quizkit.intake.archive import safe_name

SCHEMA = """
CREATE TABLE col (id INTEGER PRIMARY KEY, decks TEXT);
CREATE TABLE notes (id INTEGER PRIMARY KEY, guid TEXT, tags TEXT, flds TEXT);
CREATE TABLE cards (id INTEGER PRIMARY KEY, nid INTEGER, did INTEGER, ord INTEGER);
CREATE TABLE revlog (id INTEGER PRIMARY KEY, cid INTEGER, ease INTEGER, time INTEGER, type INTEGER);
INSERT INTO col VALUES (1, '{"1": {"name": "Deck"}}');
INSERT INTO notes VALUES (1, 'guid', ' tag ', 'front' || char(31) || 'back');
INSERT INTO cards VALUES (1, 1, 1, 0);
"""
Package = Callable[..., Path]


def database(tmp_path: Path, script: str) -> bytes:
    """The bytes of a collection made by a script."""
    path = tmp_path / "made.sqlite"
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    _ = connection.executescript(script)
    connection.commit()
    connection.close()
    return path.read_bytes()


@pytest.fixture
def package(tmp_path: Path) -> Package:
    """Write a legacy package; what is not given is sound."""

    def make(
        *, script: str = SCHEMA, media: str | None = "{}", files: Iterable[tuple[str, bytes]] = ()
    ) -> Path:
        path = tmp_path / "made.apkg"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr("collection.anki21", database(tmp_path, script))
            if media is not None:
                file.writestr("media", media)
            for name, data in files:
                file.writestr(name, data)
        return path

    return make


def refused(path: Path) -> str:
    """What is told of a package that is refused."""
    with pytest.raises(QuizkitError) as raised:
        _ = read_cards(path)
    assert raised.value.place
    assert raised.value.place.path == path
    return str(raised.value)


def test_the_package_of_these_tests_is_sound(package: Package) -> None:
    (draft,) = read_cards(package()).drafts
    assert (draft.front, draft.back, draft.topic, draft.tags) == ("front", "back", "Deck", ("tag",))


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", b"no archive", b"\x00" * 100],
    ids=["empty", "cut", "text", "zeros"],
)
def test_what_is_no_archive_is_refused(file: Callable[[str, bytes], Path], data: bytes) -> None:
    assert "no archive" in refused(file("a.apkg", data))


def test_an_archive_that_is_cut_anywhere_is_refused(package: Package) -> None:
    path = package()
    whole = path.read_bytes()
    for length in range(0, len(whole), 97):
        _ = path.write_bytes(whole[:length])
        _ = refused(path)


def test_a_collection_with_broken_bytes_is_refused_or_read_and_never_a_traceback(
    package: Package, tmp_path: Path
) -> None:
    data = bytearray(database(tmp_path, SCHEMA))
    for at in range(100, len(data), 211):
        broken = bytes(data[:at]) + b"\xff" * 40 + bytes(data[at + 40 :])
        with zipfile.ZipFile(tmp_path / "b.apkg", "w") as file:
            file.writestr("collection.anki21", broken)
        try:
            _ = read_cards(tmp_path / "b.apkg")
        except QuizkitError as error:
            told = str(error)
            assert told
    assert read_cards(package()).drafts


def test_names_that_lead_out_of_the_folder_lead_nowhere(
    package: Package, pack: Pack, tmp_path: Path
) -> None:
    script = SCHEMA.replace("'back'", '\'<img src="../../out.png"><img src="/etc/x.png">\'')
    media = json.dumps({"0": "../../out.png", "1": "/etc/x.png"})
    path = package(script=script, media=media, files=[("0", b"a"), ("1", b"b"), ("../slip", b"c")])
    _ = write_questions(pack, read_cards(path), None)
    written = sorted(str(p.relative_to(pack.root)) for p in pack.root.rglob("*") if p.is_file())
    assert [name for name in written if name.startswith("media")] == [
        "media/out-e6268940.png",
        "media/x-060f9c7a.png",
    ]
    assert not (tmp_path / "out.png").exists()
    assert not (tmp_path / "slip").exists()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a b.png", "a b.png"),
        ("图.png", "图.png"),
        ("图.PNG", "图-921b1922.png"),
        ("../x.png", "x-ee921a2e.png"),
        ("..\\x.png", "x-a0641f46.png"),
        (".hidden.png", "hidden-4f6b9974.png"),
        ("a\x1b[2J.png", "a__2J-ee57c848.png"),
        ("..", None),
        ("x", None),
        (".png", None),
    ],
)
def test_a_media_file_gets_a_harmless_name(name: str, safe: str | None) -> None:
    assert safe_name(name) == safe


def test_two_media_whose_harmless_names_would_be_the_same_stay_two_files(
    package: Package, pack: Pack
) -> None:
    script = SCHEMA.replace("'back'", '\'<img src="a?.png"><img src="a*.png">\'')
    media = json.dumps({"0": "a?.png", "1": "a*.png"})
    path = package(script=script, media=media, files=[("0", b"one"), ("1", b"two")])
    _ = write_questions(pack, read_cards(path), None)
    written = [file.read_bytes() for file in (pack.root / "media").iterdir()]
    assert sorted(written) == [b"one", b"two"]


def test_media_that_unfold_to_too_much_in_all_are_refused_and_nothing_is_written(
    package: Package, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_MEDIA", 150_000)
    script = SCHEMA.replace("'back'", '\'<img src="a.png"><img src="b.png">\'')
    media = json.dumps({"0": "a.png", "1": "b.png"})
    path = package(script=script, media=media, files=[("0", bytes(100_000)), ("1", bytes(100_000))])
    with pytest.raises(QuizkitError, match="more than 150,000 bytes"):
        _ = write_questions(pack, read_cards(path), None)
    assert not [file for file in pack.root.rglob("*") if file.is_file()]


def test_a_collection_that_unfolds_to_too_much_is_refused(
    package: Package, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_COLLECTION", 5_000)
    assert "unfolds to more than 5,000 bytes" in refused(package())


def test_a_bomb_of_zstandard_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_COLLECTION", 1_000_000)
    path = tmp_path / "bomb.apkg"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("collection.anki21b", zstandard.compress(bytes(50_000_000), 19))
    assert path.stat().st_size < 20_000
    assert "unfolds to more than" in refused(path)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("DROP TABLE notes; CREATE VIEW notes AS SELECT 1 AS id", "notes is no plain table"),
        (
            "DROP TABLE cards; CREATE TABLE cards (id, nid, did, ord AS (abs(id)))",
            "cards is no plain table",
        ),
        ("DROP TABLE notes", "it has no table notes"),
        (
            "DROP TABLE notes; CREATE VIRTUAL TABLE notes USING fts5(id, guid, tags, flds)",
            "notes is no plain table",
        ),
        (
            "DROP TABLE notes; CREATE VIRTUAL TABLE notes USING fts5(id, guid, tags, flds);"
            "PRAGMA writable_schema = ON; UPDATE sqlite_master SET "
            "sql = 'create/**/virtual table notes using fts5(id, guid, tags, flds)' "
            "WHERE name = 'notes'",
            "notes is no plain table",
        ),
        ("UPDATE notes SET flds = x'ff00'", "a note is no text"),
        ("UPDATE col SET decks = '[['", "its decks cannot be read"),
        ("UPDATE notes SET flds = printf('%.*c', 3000000, 'x')", "too big"),
    ],
    ids=["view", "generated", "none", "virtual", "forged", "blob", "decks", "huge"],
)
def test_a_collection_that_is_more_than_tables_or_less_is_refused(
    package: Package, change: str, told: str
) -> None:
    assert told in refused(package(script=f"{SCHEMA};{change};"))


def test_a_trigger_is_not_run(package: Package) -> None:
    trigger = "CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM notes; END;"
    assert len(read_cards(package(script=f"{SCHEMA};{trigger}")).drafts) == 1


def test_a_query_that_takes_too_long_is_stopped(
    package: Package, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = (
        "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n LIMIT 100000) "
        "INSERT INTO cards SELECT i, i, 1, 0 FROM n"
    )
    monkeypatch.setattr(collection, "MAX_STEPS", 0)
    assert "interrupted" in refused(package(script=f"{SCHEMA};{many};"))


def test_missing_media_are_told_and_the_question_is_made(package: Package, pack: Pack) -> None:
    script = SCHEMA.replace("'back'", "'see <img src=\"a.png\">'")
    found = read_cards(package(script=script, media='{"0": "a.png"}'))
    written = write_questions(pack, found, None)
    assert (len(written.made), written.missing) == (1, ("a.png",))


def test_media_that_the_package_does_not_even_list_are_told(package: Package, pack: Pack) -> None:
    fields = '<img src="gone.png"> [sound:gone.mp3] <img src="https://e.org/a.png">'
    found = read_cards(package(script=SCHEMA.replace("'back'", f"'see {fields}'")))
    written = write_questions(pack, found, None)
    assert (len(written.made), written.missing) == (1, ("gone.mp3", "gone.png"))


def test_a_tag_that_nobody_can_see_leaves_the_question_readable(
    package: Package, pack: Pack
) -> None:
    script = SCHEMA.replace("' tag '", "' tag ' || char(27) || '[31m ' || char(8238)")
    (made,) = write_questions(pack, read_cards(package(script=script)), None).made
    bank = load(pack)
    assert not bank.faults
    assert bank.question(made).tags == ("tag", "[31m")


@pytest.mark.parametrize(
    "media",
    ["", "[]", "{", '{"0": 1}', "[" * 100_000],
    ids=["empty", "list", "cut", "number", "deep"],
)
def test_a_list_of_media_that_is_none_is_refused_or_empty(package: Package, media: str) -> None:
    path = package(media=media)
    if media == '{"0": 1}':
        assert read_cards(path).drafts[0].media == ()
    else:
        assert "media: " in refused(path)


@pytest.mark.parametrize(
    "data", [b"\x0a\xff\xff\xff\xff\x7f", b"\x0a\x05\x0a", b"\x0d", b"\x0a\x00"]
)
def test_a_list_of_media_that_lies_about_its_lengths_is_refused(
    tmp_path: Path, data: bytes
) -> None:
    path = tmp_path / "a.apkg"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("collection.anki21b", zstandard.compress(database(tmp_path, SCHEMA)))
        file.writestr("media", zstandard.compress(data))
    assert "media: " in refused(path)


@pytest.mark.parametrize("moment", [-1, 2**62, 10**15])
def test_an_answer_at_no_moment_is_left_out(package: Package, moment: int) -> None:
    line = f"INSERT INTO revlog VALUES ({moment}, 1, 3, 1000, 1)"
    assert read_cards(package(script=f"{SCHEMA};{line};")).drafts[0].answers == ()


def test_an_archive_that_lists_too_many_files_is_refused_before_they_are_read(
    package: Package, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = package(files=[(f"{n:040}", b"") for n in range(100)])
    assert read_cards(path).drafts
    monkeypatch.setattr(archive, "MAX_DIRECTORY", 5_000)
    monkeypatch.setattr("quizkit.intake.archive._Source.most", 5_000)
    assert "it lists more files than are taken" in refused(path)


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2], ids=["lzma", "bzip2"])
def test_a_packing_that_anki_does_not_use_is_refused(tmp_path: Path, method: int) -> None:
    path = tmp_path / "a.apkg"
    with zipfile.ZipFile(path, "w", method) as file:
        file.writestr("collection.anki21", database(tmp_path, SCHEMA))
    assert "packed in a way" in refused(path)


def test_a_picture_whose_name_the_pack_has_with_other_bytes_comes_under_another(
    package: Package, pack: Pack
) -> None:
    (pack.root / "media").mkdir()
    _ = (pack.root / "media/a.png").write_bytes(b"theirs")
    script = SCHEMA.replace("'back'", "'<img src=\"a.png\">'")
    found = read_cards(package(script=script, media='{"0": "a.png"}', files=[("0", b"ours")]))
    (made,) = write_questions(pack, found, None).made
    text = (pack.questions / f"{made}.yaml").read_text("utf-8")
    (shown,) = re.findall(r"\(<(media/[^>]*)>\)", text)
    assert (pack.root / shown).read_bytes() == b"ours"
    assert (pack.root / "media/a.png").read_bytes() == b"theirs"
    again = write_questions(pack, found, None)
    assert (again.known, again.edited) == ((made,), ())
    assert len(list((pack.root / "media").iterdir())) == 2
