"""Where quizkit keeps the learner's data, its caches and its settings.

`QUIZKIT_HOME` puts all three under one folder; otherwise the platform's own places are used.
"""

import os
import tomllib
from pathlib import Path

import platformdirs

from quizkit.errors import Place, QuizkitError
from quizkit.model.text import Lang


def data_dir() -> Path:
    """The folder of the review log: what cannot be derived again."""
    return _home("data") or platformdirs.user_data_path("quizkit")


def cache_dir() -> Path:
    """The folder of what can be derived again: verdicts, the index of the bank."""
    return _home("cache") or platformdirs.user_cache_path("quizkit")


def settings_file() -> Path:
    """The settings, a TOML file that need not exist."""
    return (_home("config") or platformdirs.user_config_path("quizkit")) / "settings.toml"


def default_lang() -> Lang:
    """The language to show when none is asked for: the setting `lang`, else the locale's."""
    path = settings_file()
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        settings = {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise QuizkitError(f"cannot read the settings: {error}", place=Place(path)) from error
    wanted = settings.get("lang", _locale_lang())
    try:
        return Lang(wanted)
    except ValueError as error:
        raise QuizkitError(
            f"lang is {wanted!r}", place=Place(path), hint='write lang = "en", "zh" or "both"'
        ) from error


def _locale_lang() -> str:
    tongue = next((v for n in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := os.environ.get(n))), "")
    return "zh" if tongue.startswith("zh") else "en"


def _home(part: str) -> Path | None:
    home = os.environ.get("QUIZKIT_HOME")
    return Path(home).expanduser() / part if home else None
