"""Files of others are read with suspicion, once, and never written."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quizkit.errors import QuizkitError
from quizkit.group import reader as reading
from quizkit.group.folder import Folder
from quizkit.group.lines import MOST, Finished, Line, Membership, Share, write
from quizkit.group.reader import Reader
from quizkit.group.sync import look_around
from quizkit.model.review import CardId, Rating, Review, Undo

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
FILE = "members/ada.jsonl"
MakeReader = Callable[[], Reader]
WriteFile = Callable[..., Path]


def review(number: int, rating: Rating = Rating.GOOD, *, at: datetime = NOON) -> Review:
    key = f"{number:08x}-0000-7000-8000-000000000000"
    return Review(key, CardId("recall", f"scaling/q{number % 7}"), at, rating, 3.0)


def add(path: Path, *lines: Line | str) -> None:
    with path.open("a", encoding="utf-8") as file:
        for line in lines:
            _ = file.write((line if isinstance(line, str) else write(line)) + "\n")


def test_torn_and_doctored_lines_are_told_and_the_others_hold(
    write_file: WriteFile, make_reader: MakeReader
) -> None:
    path = write_file("ada", write(review(1))[:40], "not json \x1b[2J", write(review(2)))
    with path.open("ab") as file:
        _ = file.write(b"\xff\xfe\n" + b"x" * 50_000 + b"\n" + write(review(3)).encode())
    reader = make_reader()
    mark = reader.look(FILE)
    assert [number for number, _ in mark.reasons] == [2, 3, 5, 6]
    assert all(reason.isprintable() for _, reason in mark.reasons)
    assert list(reader.shared(FILE).answers) == [review(2).id], "the last line has no end yet"
    add(path, "")
    assert list(reader.shared(FILE).answers) == [review(2).id, review(3).id]


def test_a_doctored_number_does_not_keep_the_member_from_sharing_less(
    write_file: WriteFile, make_reader: MakeReader
) -> None:
    path = write_file("ada")
    owner = make_reader().look(FILE).owner
    for doctored in (MOST, MOST + 5):
        add(path, Membership(doctored, owner, "ada", Share.CARDS))
        add(path, Membership(MOST + 999, owner, "ada", Share.LEFT))
        number = make_reader().shared(FILE).last_n + 1
        add(path, Membership(number, owner, "ada", Share.NOTHING))
        held = make_reader().shared(FILE).membership
        assert held == Membership(number, owner, "ada", Share.NOTHING)


def test_only_what_was_added_is_read_again(
    write_file: WriteFile, make_reader: MakeReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_file("ada", *map(write, map(review, range(50))))
    first = make_reader()
    _ = first.digest(FILE)
    first.save()
    seen: list[str] = []
    real = reading.read

    def counted(line: str, number: int) -> Line:
        seen.append(line)
        return real(line, number)

    monkeypatch.setattr(reading, "read", counted)
    second = make_reader()
    assert second.digest(FILE) == first.digest(FILE)
    assert seen == []
    add(path, review(50), Undo("f" * 8 + review(1).id[8:], NOON, review(1).id))
    third = make_reader()
    grown = third.shared(FILE)
    assert len(seen) == 2
    third.save()
    assert (len(grown.answers), len(grown.standing())) == (51, 50)
    assert make_reader().digest(FILE) == third.digest(FILE)


def test_the_digest_of_a_file_read_in_parts_is_that_of_the_whole(
    write_file: WriteFile, make_reader: MakeReader, folder: Folder, tmp_path: Path
) -> None:
    path = write_file("ada")
    for number in range(0, 30, 3):
        rating = Rating(1 + number % 4)
        at = NOON - timedelta(days=30 - number)
        add(path, review(number, rating, at=at), review(number + 1, at=at))
        part = make_reader()
        _ = part.digest(FILE)
        part.save()
    whole = Reader(folder, tmp_path / "another cache", NOON)
    assert make_reader().digest(FILE) == whole.digest(FILE)


@pytest.mark.parametrize("harm", ["", "{", "[]", '{"format": 1, "kept": {}}'])
def test_a_broken_cache_is_rebuilt(
    write_file: WriteFile, make_reader: MakeReader, tmp_path: Path, harm: str
) -> None:
    _ = write_file("ada", write(review(1)))
    first = make_reader()
    expected = first.digest(FILE)
    first.save()
    for kept in (tmp_path / "cache").rglob("*.json"):
        _ = kept.write_text(harm, encoding="utf-8")
    again = make_reader()
    assert again.digest(FILE) == expected
    assert list(again.shared(FILE).answers) == [review(1).id]


def test_a_file_that_was_rewritten_is_read_anew(
    write_file: WriteFile, make_reader: MakeReader
) -> None:
    path = write_file("ada", write(review(1)), write(review(2)))
    first = make_reader()
    _ = first.look(FILE)
    first.save()
    stamp = path.stat()
    _ = path.write_text(path.read_text().replace(review(2).id, review(4).id), encoding="utf-8")
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert list(make_reader().shared(FILE).answers) == [review(1).id, review(4).id]


def test_a_line_that_was_doctored_long_before_the_end_is_told(
    write_file: WriteFile, make_reader: MakeReader
) -> None:
    path = write_file("ada", *map(write, map(review, range(100))))
    first = make_reader()
    _ = first.look(FILE)
    first.save()
    _ = path.write_text(path.read_text().replace(review(2).id, "x" * 36), encoding="utf-8")
    add(path, review(100))
    assert review(2).id not in make_reader().shared(FILE).answers
    assert [number for number, _ in make_reader().look(FILE).reasons] == [4]


def test_a_file_without_a_line_is_told_to_be_empty(
    folder: Folder, write_file: WriteFile, make_reader: MakeReader
) -> None:
    _ = write_file("ada").write_text("")
    assert look_around(folder, make_reader()).skipped == [("ada.jsonl", "it is empty")]


def test_a_time_that_has_not_come_waits_until_it_has(
    write_file: WriteFile, folder: Folder, tmp_path: Path
) -> None:
    _ = write_file("ada", write(review(1, at=NOON + timedelta(days=40))), write(review(2)))
    early = Reader(folder, tmp_path / "cache", NOON)
    assert early.look(FILE).reasons == [(2, "its time has not come yet")]
    assert list(early.shared(FILE).answers) == [review(2).id]
    early.save()
    later = Reader(folder, tmp_path / "cache", NOON + timedelta(days=60))
    assert sorted(later.shared(FILE).answers) == [review(1).id, review(2).id]


def test_a_line_that_speaks_for_another_member_is_skipped(
    write_file: WriteFile, make_reader: MakeReader
) -> None:
    path = write_file("ada", member="a" * 32)
    add(path, Membership(9, "b" * 32, "ada", Share.NOTHING))
    reader = make_reader()
    assert reader.look(FILE).reasons == [(2, "it speaks for another member")]
    membership = reader.digest(FILE).membership
    assert membership is not None
    assert (membership.member, membership.share) == ("a" * 32, Share.CARDS)


def test_links_pipes_and_files_of_no_member_are_told_and_not_opened(
    write_file: WriteFile, folder: Folder, make_reader: MakeReader, tmp_path: Path
) -> None:
    _ = write_file("ada")
    members = folder.root / "members"
    _ = write_file("bo").rename(tmp_path / "elsewhere.jsonl")
    (members / "bo.jsonl").symlink_to(tmp_path / "elsewhere.jsonl")
    os.mkfifo(members / "cy.jsonl")
    (members / "di.jsonl").mkdir()
    _ = (members / "CON.jsonl").write_text("")
    _ = (members / "a\x1b[31mb.jsonl").write_text("")
    _ = (members / "eve.jsonl").write_text((members / "ada.jsonl").read_text())
    _ = (members / "fay.jsonl").write_text("garbage\n")
    found = look_around(folder, make_reader())
    assert found.names == ["ada"]
    assert len(found.skipped) == 7


def test_a_folder_of_members_that_is_a_link_is_neither_read_nor_written(
    folder: Folder, make_reader: MakeReader, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    (folder.root / "members").symlink_to(tmp_path / "other")
    assert look_around(folder, make_reader()).names == []
    with pytest.raises(QuizkitError, match="a link"):
        folder.append("members/ada.jsonl", ["x"])
    assert list((tmp_path / "other").iterdir()) == []


def test_names_that_look_alike_are_pointed_out(
    write_file: WriteFile, folder: Folder, make_reader: MakeReader
) -> None:
    _ = write_file("cope"), write_file("соре")
    found = look_around(folder, make_reader())
    assert any("looks like" in reason for _, reason in found.skipped)


def test_a_torn_line_of_ones_own_is_ended_before_the_next(
    write_file: WriteFile, folder: Folder, make_reader: MakeReader
) -> None:
    path = write_file("ada")
    with path.open("ab") as file:
        _ = file.write(b'{"event":"revi')
    folder.append(FILE, [write(Finished(NOON.date()))])
    reader = make_reader()
    assert reader.look(FILE).refused == 1
    assert reader.shared(FILE).finished == {NOON.date()}


def test_a_full_disk_leaves_the_file_as_it_was(
    write_file: WriteFile, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_file("ada")
    before = path.read_bytes()
    real, calls = os.write, list[int]()

    def full(handle: int, data: bytes) -> int:
        calls.append(handle)
        if len(calls) == 1:
            return real(handle, data[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(QuizkitError, match="No space left"):
        folder.append(FILE, ["a" * 100])
    monkeypatch.undo()
    assert len(calls) == 2
    assert path.read_bytes() == before


def test_a_folder_that_vanishes_is_said(
    write_file: WriteFile, folder: Folder, make_reader: MakeReader
) -> None:
    _ = write_file("ada")
    _ = folder.root.rename(folder.root.with_name("away"))
    with pytest.raises(QuizkitError, match="is not there"):
        _ = look_around(folder, make_reader())
    with pytest.raises(QuizkitError, match="is not there"):
        folder.append(FILE, ["x"])


def test_a_typed_answer_that_was_taken_back_is_told_no_more(
    write_file: WriteFile, make_reader: MakeReader
) -> None:
    said = [replace(review(n), detail={"typed": f"words {n}"}) for n in (1, 8)]
    path = write_file("ada", *(write(one, typed=True) for one in said))
    first = make_reader()
    assert first.digest(FILE).typed == {"recall:scaling/q1": "words 8"}
    first.save()
    add(path, Undo("9" * 8 + said[0].id[8:], NOON, said[1].id))
    second = make_reader()
    assert second.digest(FILE).typed == {"recall:scaling/q1": "words 1"}
    second.save()
    add(path, Undo("a" * 8 + said[0].id[8:], NOON, said[0].id))
    assert make_reader().digest(FILE).typed == {}


def test_each_file_is_told_before_it_is_read(
    folder: Folder, write_file: WriteFile, make_reader: MakeReader
) -> None:
    for name in ("ada", "bo"):
        _ = write_file(name)
    told: list[tuple[str, int, int]] = []
    _ = look_around(folder, make_reader(), lambda name, done, of: told.append((name, done, of)))
    assert told == [("ada.jsonl", 0, 2), ("bo.jsonl", 1, 2)]


def test_a_copy_that_syncthing_made_is_told_and_not_taken_for_a_member(
    folder: Folder, write_file: WriteFile, make_reader: MakeReader
) -> None:
    path = write_file("ada", write(review(1)))
    copy = path.with_name("ada.sync-conflict-20260301-120000-ABCDEFG.jsonl")
    _ = copy.write_bytes(path.read_bytes())
    found = look_around(folder, make_reader())
    assert found.names == ["ada"]
    ((file, told),) = found.skipped
    assert file == copy.name
    assert "once ada.jsonl has its lines, delete it" in told
