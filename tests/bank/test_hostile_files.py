"""A file that anybody may have written: huge, in another encoding, speaking to the terminal."""

import os
import sys
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizkit.cli.session import Session

if TYPE_CHECKING:
    from tests.bank.conftest import MadePack


def test_a_byte_order_mark_and_the_line_ends_of_windows_change_nothing(made: "MadePack") -> None:
    windows = made.question_text.replace("\n", "\r\n").encode("utf-8-sig")
    plain = made.load().question("scaling/why-scale")
    _ = made.write(made.first, windows)
    assert made.told() == []
    assert made.load().question("scaling/why-scale") == plain


def test_a_fault_after_a_byte_order_mark_keeps_its_line_and_column(made: "MadePack") -> None:
    text = made.question_text.replace("question:", "questions:", 1).replace("\n", "\r\n")
    _ = made.write(made.first, text.encode("utf-8-sig"))
    assert made.told()[0].startswith(f"{made.first}:1:1: unknown key 'questions'")


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030", "latin-1"])
def test_another_encoding_is_a_fault_at_its_first_byte(made: "MadePack", encoding: str) -> None:
    text = "# Zürich 方差\n" if encoding != "latin-1" else "# Zürich\n"
    _ = made.write(made.first, text.encode(encoding))
    (fault,) = made.told()
    # utf-16 begins with a mark that is no UTF-8; gb18030 has Chinese in column 3 of two bytes each.
    column = {"utf-16": 1, "gb18030": 4, "latin-1": 4}[encoding]
    assert fault == f"{made.first}:1:{column}: not UTF-8 | save the file in the encoding UTF-8"


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x1b", "U+001B (a control character)"),
        ("\x00", "U+0000 (a control character)"),
        ("\x9b", "U+009B (a control character)"),
        ("\u202e", "U+202E (right-to-left override)"),
        ("\u2066", "U+2066 (left-to-right isolate)"),
        ("\u200b", "U+200B (zero width space)"),
        ("\ufffd", "U+FFFD (replacement character)"),
        ("\U000e0041", "U+E0041 (tag latin capital letter a)"),
    ],
)
def test_a_character_that_cannot_be_seen_is_a_fault_at_its_place(
    made: "MadePack", character: str, name: str
) -> None:
    _ = made.change(made.first, ("  zh: 注意力", f"  zh: 注{character}意力"))
    assert made.told() == [f"{made.first}:3:8: the file holds {name} | delete it"]


def test_an_invisible_character_in_a_check_is_a_fault_too(made: "MadePack") -> None:
    _ = made.change(made.check, ("    for d_k", "    # \u202e\n    for d_k"))
    assert f"{made.check}:8:7: the file holds U+202E" in made.told()[0]


def test_markup_is_text_and_is_shown_as_it_is_written(made: "MadePack") -> None:
    markup = "[link=https://evil.example]A score[/link] [bold red]grows[/]"
    _ = made.change(made.first, ("en: Why are attention scores", f"en: '{markup}'\n  # "))
    assert made.told() == []
    shown = made.load().question("scaling/why-scale").question.en
    assert shown == markup
    console = Session(plain=True).console()
    console.file = StringIO()
    console.print(shown, soft_wrap=True)
    assert console.file.getvalue() == f"{markup}\n"


def test_markup_in_a_fault_is_shown_as_it_is_written(made: "MadePack") -> None:
    _ = made.change(made.first, ("difficulty: 2", "'[link=x]a[/link]': 2\ndifficulty: 2"))
    (fault,) = made.told()
    assert "unknown key '[link=x]a[/link]'" in fault


def test_an_escape_in_an_unknown_key_does_not_reach_the_terminal(made: "MadePack") -> None:
    _ = made.change(made.first, ("difficulty: 2", '"\\e[31mred\\a": 2\ndifficulty: 2'))
    (fault,) = made.told()
    assert r"unknown key '\x1b[31mred\x07'" in fault
    assert fault.isprintable()


def test_an_escape_in_the_name_of_a_file_does_not_reach_the_terminal(made: "MadePack") -> None:
    _ = made.write("qa_bank/scaling/\x1b[31mred.yaml", "a: 1")
    (fault,) = made.told()
    assert fault.isprintable()
    assert r"\x1b[31mred.yaml" in fault


def test_aliases_that_would_unfold_to_a_billion_texts_are_refused_at_the_first(
    made: "MadePack",
) -> None:
    layers = ["a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    layers += [f"{c}: &{c} [{', '.join([f'*{b}'] * 9)}]" for b, c in pairwise("abcdefghi")]
    _ = made.write(made.first, "\n".join(layers))
    assert [f.split(" |")[0] for f in made.told()] == [f"{made.first}:1:4: an anchor"]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[{a: "])
def test_deep_nesting_is_a_fault_and_not_a_crash(made: "MadePack", opening: str) -> None:
    _ = made.write(made.first, opening * 100_000)
    (fault,) = made.told()
    assert "nested deeper than 16 levels" in fault


def test_a_large_file_is_refused_before_it_is_read(
    made: "MadePack", monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made.write(made.first, "")
    os.truncate(path, 100_000_000)  # sparse: it takes no room on the disk
    opened: list[str] = []
    read = Path.open

    def note(self: Path, mode: str) -> object:
        opened.append(self.name)
        return read(self, mode)

    monkeypatch.setattr(Path, "open", note)
    assert made.told() == [
        f"{made.first}: the file has 100,000,000 bytes; at most 1,000,000 are read | "
    ]
    assert path.name not in opened
    assert "gradients.yaml" in opened


@pytest.mark.skipif(sys.platform == "win32", reason="pipes as files are POSIX")
def test_a_pipe_in_place_of_a_file_is_a_fault_and_is_not_waited_for(made: "MadePack") -> None:
    (made.root / made.first).unlink()
    os.mkfifo(made.root / made.first)
    assert made.told() == [f"{made.first}: not a regular file | "]


def test_a_file_that_may_not_be_read_is_a_fault(
    made: "MadePack", monkeypatch: pytest.MonkeyPatch
) -> None:
    # As root every file may be read, so the refusal is simulated.
    read = Path.open

    def refuse(self: Path, mode: str) -> object:
        if self.name == "why-scale.yaml":
            raise PermissionError(13, "Permission denied")
        return read(self, mode)

    monkeypatch.setattr(Path, "open", refuse)
    assert made.told() == [f"{made.first}: cannot be read: Permission denied | "]


@pytest.mark.parametrize(
    "text", ["", "# only a comment\n", "just words", "- a\n- b\n", "null", "[]", "{}", "\n\n---\n"]
)
def test_a_file_that_holds_no_question_is_a_fault_in_it(made: "MadePack", text: str) -> None:
    _ = made.write(made.first, text)
    told = made.told()
    assert told
    assert all(fault.startswith(made.first) for fault in told)


class TestLinks:
    """Links are followed inside the pack and nowhere else."""

    def test_a_link_to_a_file_outside_is_a_fault_and_is_not_read(self, made: "MadePack") -> None:
        outside = made.root.parent / "secret.yaml"
        _ = outside.write_text("secret: 1")
        (made.root / made.second).unlink()
        (made.root / made.second).symlink_to(outside)
        told = made.told()
        assert told[0].startswith(f"{made.second}: a link that leaves the pack, to ")
        assert "secret: 1" not in "".join(told)
        assert made.load().ids == ("scaling/why-scale",)

    def test_a_link_to_a_folder_outside_is_a_fault_and_is_not_read(self, made: "MadePack") -> None:
        outside = made.root.parent / "topic"
        outside.mkdir()
        _ = (outside / "stolen.yaml").write_text(made.question_text)
        (made.root / "qa_bank" / "topic").symlink_to(outside)
        assert made.told()[0].startswith("qa_bank/topic: a link that leaves the pack")
        assert made.load().topics == ("scaling",)

    def test_a_check_linked_from_outside_is_not_among_the_checks(self, made: "MadePack") -> None:
        outside = made.root.parent / "evil.py"
        _ = outside.write_text(made.check_text)
        (made.root / "checks/scaling/evil.py").symlink_to(outside)
        assert list(made.load().checks) == ["scaling/unit_variance"]

    def test_a_link_inside_the_pack_is_followed(self, made: "MadePack") -> None:
        (made.root / "qa_bank/scaling/same.yaml").symlink_to(made.root / made.second)
        assert "scaling/same" in made.load().ids
        assert made.told() == []

    def test_a_loop_of_links_is_a_fault(self, made: "MadePack") -> None:
        a, b = made.root / "qa_bank/scaling/a.yaml", made.root / "qa_bank/scaling/b.yaml"
        a.symlink_to(b)
        b.symlink_to(a)
        assert [f.split(" |")[0] for f in made.told()] == [
            "qa_bank/scaling/a.yaml: a link that leads nowhere",
            "qa_bank/scaling/b.yaml: a link that leads nowhere",
        ]

    def test_a_folder_linked_to_itself_is_a_fault(self, made: "MadePack") -> None:
        (made.root / "qa_bank/loop").symlink_to(made.root / "qa_bank/loop")
        assert "qa_bank/loop: a link that leads nowhere" in made.told()[0]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("qa_bank/Scaling/a.yaml", "'Scaling' cannot name a topic"),
        ("qa_bank/scaling/Not A Slug.yaml", "'Not A Slug.yaml' is no name for a file here"),
        ("qa_bank/scaling/a_b.yaml", "'a_b.yaml' is no name for a file here"),
        ("qa_bank/scaling/a.yml", "'a.yml' is no name for a file here"),
        ("qa_bank/scaling/deep/a.yaml", "'deep' is no name for a file here"),
        ("qa_bank/lost.yaml", "this file belongs to no topic"),
        ("checks/scaling/a-b.py", "'a-b.py' is no name for a file here"),
        ("checks/scaling/data.txt", "'data.txt' is no name for a file here"),
        ("checks/lost.py", "this file belongs to no topic"),
    ],
)
def test_a_file_that_lies_in_the_wrong_place_is_a_fault(
    made: "MadePack", path: str, told: str
) -> None:
    _ = made.write(path, "x")
    (fault,) = made.told()
    assert told in fault


@pytest.mark.parametrize(
    "path",
    ["qa_bank/README.md", "qa_bank/.DS_Store", "checks/scaling/__pycache__/a.pyc", "notes.txt"],
)
def test_what_belongs_to_no_reader_is_left_alone(made: "MadePack", path: str) -> None:
    _ = made.write(path, b"\xff")
    assert made.told() == []
