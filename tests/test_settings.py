"""Settings are read whole or refused with the line and what to write there."""

from datetime import time
from pathlib import Path

import pytest

from quizkit.errors import Place, QuizkitError
from quizkit.model.text import Lang
from quizkit.settings import Settings, read_settings


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def written(folder: Path, text: str) -> Path:
    path = folder / "settings.toml"
    _ = path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_everything_has_its_default(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "settings.toml") == Settings(Lang.EN, time(4), 10, 0.9, {})


def test_what_is_written_is_what_is_set(tmp_path: Path) -> None:
    text = """
        lang = "both"
        day_starts = "5:30"
        new_a_day = 0
        retention = 0.85
        [explain]
        model = "small"
    """
    expected = Settings(Lang.BOTH, time(5, 30), 0, 0.85, {"model": "small"})
    assert read_settings(written(tmp_path, text)) == expected


def test_one_key_leaves_the_others_at_their_defaults(tmp_path: Path) -> None:
    settings = read_settings(written(tmp_path, "day_starts = 23:00:00"))
    assert settings == Settings(Lang.EN, day_starts=time(23))


def test_without_the_key_the_language_is_the_locales(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    path = tmp_path / "settings.toml"
    assert read_settings(path).lang is Lang.ZH
    assert read_settings(written(tmp_path, 'lang = "en"')).lang is Lang.EN


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ('\nlang = "fr"', 2, "lang is 'fr'", '"en", "zh" or "both"'),
        ("lang = 1", 1, "lang is 1", '"en"'),
        ('day_starts = "24:00"', 1, "day_starts is '24:00'", '"04:00"'),
        ('day_starts = "4"', 1, "day_starts is '4'", '"04:00"'),
        ("day_starts = 04:00:01", 1, "day_starts is", '"04:00"'),
        ("new_a_day = -1", 1, "new_a_day is -1", "from 0 to 9999"),
        ("new_a_day = true", 1, "new_a_day is True", "whole number"),
        ("new_a_day = 3.5", 1, "new_a_day is 3.5", "whole number"),
        ("retention = 0.5", 1, "retention is 0.5", "from 0.7 to 0.97"),
        ("retention = 0.98", 1, "retention is 0.98", "from 0.7 to 0.97"),
        ("retention = nan", 1, "retention is nan", "from 0.7 to 0.97"),
        ('retention = "0.9"', 1, "retention is '0.9'", "a number"),
        ("# so\n'retentoin' = 0.9", 2, "'retentoin' is unknown", "did you mean retention?"),
        ("[reviews]\nx = 1", 1, "'reviews' is unknown", "there are day_starts, explain, lang"),
        ("explain = 1", 1, "explain is 1, not a table", "[explain]"),
    ],
)
def test_what_cannot_be_is_refused_with_its_line_and_a_mend(
    tmp_path: Path, text: str, line: int, message: str, hint: str
) -> None:
    path = written(tmp_path, text)
    with pytest.raises(QuizkitError) as caught:
        _ = read_settings(path)
    assert caught.value.place == Place(path, line)
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_what_is_not_toml_is_refused_with_its_place(tmp_path: Path) -> None:
    path = written(tmp_path, 'lang = "en"\nretention = \n')
    with pytest.raises(QuizkitError, match="not TOML") as caught:
        _ = read_settings(path)
    assert caught.value.place == Place(path, 2, 13)


@pytest.mark.parametrize("content", [b"lang = \xff", b"\x00"])
def test_a_file_of_something_else_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.toml"
    _ = path.write_bytes(content)
    with pytest.raises(QuizkitError):
        _ = read_settings(path)


def test_a_folder_in_its_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QuizkitError, match="cannot read the settings"):
        _ = read_settings(tmp_path)
