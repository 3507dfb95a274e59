"""A question's file is opened from a session: what the editor leaves is read again, or told."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from quizkit.bank import Bank
from quizkit.cli.editing import edited
from quizkit.errors import QuizkitError

MakeBank = Callable[[Mapping[str, int]], Bank]


def editor(folder: Path, monkeypatch: pytest.MonkeyPatch, does: str) -> None:
    """Make $EDITOR a script that does something to the file it is given."""
    script = folder / "editor.sh"
    _ = script.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(script))


def test_a_file_that_is_broken_now_is_told_with_its_place(
    make_bank: MakeBank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank = make_bank({"scaling/a": 0, "scaling/b": 0})
    editor(tmp_path, monkeypatch, 'echo "this: [is broken" >> "$1"')
    with pytest.raises(QuizkitError, match="not YAML") as raised:
        _ = edited(bank, "scaling/a")
    assert raised.value.place is not None
    assert raised.value.place.path == bank.pack.questions / "scaling" / "a.yaml"


def test_a_question_that_the_editor_deleted_is_gone_from_the_bank(
    make_bank: MakeBank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank = make_bank({"scaling/a": 0, "scaling/b": 0})
    editor(tmp_path, monkeypatch, 'rm "$1"')
    assert edited(bank, "scaling/a").ids == ("scaling/b",)
