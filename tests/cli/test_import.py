"""`quizkit import` on the command line."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack without a question."""
    (tmp_path / "pack/qa_bank").mkdir(parents=True)
    return (tmp_path / "pack").resolve()


@pytest.fixture
def quizkit(tmp_path: Path) -> Run:
    """Run a command in a pipe, with a home of its own."""

    def run(*arguments: str, lang: str = "C.UTF-8") -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "quizkit", *arguments],
            capture_output=True,
            text=True,
            env={"QUIZKIT_HOME": str(tmp_path / "home"), "PATH": "", "LANG": lang},
            timeout=120,
            check=False,
        )

    return run


def test_cards_are_imported_once_and_completed_by_lint(
    quizkit: Run, folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "cards.csv"
    _ = file.write_text("question,answer\nwhy?,so\n为什么？,因为\n", encoding="utf-8")
    first = quizkit("import", str(file), "--into", str(folder), "--topic", "group")
    assert first.returncode == 0, first.stderr
    assert "2 new questions, 0 there already" in first.stdout
    assert len(list((folder / "qa_bank/group").iterdir())) == 2
    lint = quizkit("bank", "lint", str(folder))
    assert (lint.returncode, lint.stdout.splitlines()[-1]) == (0, "no faults, 2 drafts")
    again = quizkit("import", str(file), "--into", str(folder), lang="zh_CN.UTF-8")
    assert "新增 0 道题目，已有 2 道" in again.stdout


def test_an_imported_card_is_practised_by_recall_shown_and_exported_at_once(
    quizkit: Run, folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "cards.csv"
    _ = file.write_text("question,answer\nWhy so?,Because of it\n", encoding="utf-8")
    _ = quizkit("import", str(file), "--into", str(folder), "--topic", "group")
    pack = ("--pack", str(folder))
    asked = quizkit(*pack, "practice", "group")
    assert (asked.returncode, asked.stdout.count("Why so?")) == (0, 1), asked.stderr
    assert "recall" in asked.stdout
    (path,) = (folder / "qa_bank/group").iterdir()
    shown = quizkit(*pack, "show", f"group/{path.stem}", "--choices").stdout
    assert "Because of it" in shown
    assert "a draft" in shown
    for lang in ("en", "zh"):
        out = quizkit(*pack, "cards", "export", "group", "--to", "csv", "--lang", lang, "-o", "-")
        assert out.stdout.count("recall:group/") == 1
        assert "Because of it" in out.stdout
        assert "choice:" not in out.stdout


def test_a_pack_is_named_by_the_name_that_it_was_added_under(
    quizkit: Run, folder: Path, tmp_path: Path
) -> None:
    _ = quizkit("pack", "add", str(folder), "--as", "team")
    file = tmp_path / "cards.md"
    _ = file.write_text("Q: why?\nA: so\n", encoding="utf-8")
    assert "1 new question" in quizkit("import", str(file), "--into", "team").stdout
    assert len(list((folder / "qa_bank/imported").iterdir())) == 1


def test_reviews_of_anki_go_into_the_log_once_under_the_name_of_the_pack(
    quizkit: Run, folder: Path, tmp_path: Path
) -> None:
    anki = pytest.importorskip("anki.collection")
    collection = anki.Collection(str(tmp_path / "c.anki2"))
    note = collection.new_note(collection.models.by_name("Basic"))
    note["Front"], note["Back"] = "why", "so"
    _ = collection.add_note(note, 1)
    card = collection.sched.getCard()
    card.start_timer()
    _ = collection.sched.answerCard(card, 3)
    options = anki.ExportAnkiPackageOptions(
        with_scheduling=True, with_deck_configs=False, with_media=False, legacy=False
    )
    file = tmp_path / "deck.apkg"
    _ = collection.export_anki_package(out_path=str(file), options=options, limit=None)
    collection.close()
    _ = quizkit("pack", "add", str(folder), "--as", "team")
    first = quizkit("import", str(file), "--into", "team", "--reviews")
    assert "reviews: 1 added, 0 known, 0 refused" in first.stdout, first.stderr
    again = quizkit("import", str(file), "--into", "team", "--reviews")
    assert "reviews: 0 added, 1 known, 0 refused" in again.stdout
    (event,) = map(json.loads, quizkit("store", "export").stdout.splitlines())
    assert event["card"].startswith("recall:team:default/why-")
    assert (event["rating"], event["detail"]) == (3, {"from": "anki"})


@pytest.mark.parametrize("name", ["nothing.csv", "broken.apkg", "what.docx"])
def test_what_cannot_be_imported_says_why_and_writes_nothing(
    quizkit: Run, folder: Path, tmp_path: Path, name: str
) -> None:
    for made in ("broken.apkg", "what.docx"):
        with zipfile.ZipFile(tmp_path / made, "w") as file:
            file.writestr("x", "y")
    done = quizkit("import", str(tmp_path / name), "--into", str(folder))
    assert done.returncode == 2
    assert done.stderr.startswith("quizkit: ")
    assert "Traceback" not in done.stderr
    assert list((folder / "qa_bank").iterdir()) == []
