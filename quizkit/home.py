"""Where quizkit keeps the learner's data, its caches and its settings.

`QUIZKIT_HOME` puts all three under one folder; otherwise the platform's own places are used.
"""

import os
from pathlib import Path

import platformdirs

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


def locale_lang() -> Lang:
    """The language of the locale: Chinese where it says so, else English."""
    tongue = next((v for n in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := os.environ.get(n))), "")
    return Lang.ZH if tongue.startswith("zh") else Lang.EN


def _home(part: str) -> Path | None:
    home = os.environ.get("QUIZKIT_HOME")
    return Path(home).expanduser() / part if home else None
