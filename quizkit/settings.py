"""What a learner sets once, in `settings.toml`; every key may be left out.

lang = "en"            # or "zh", or "both"
day_starts = "04:00"   # when the learner's day begins, by the local clock
new_a_day = 10         # new cards a day, over all sessions
retention = 0.9        # the share of cards to be known when they are due, 0.7 to 0.97

[explain]              # how typed answers are read: `quizkit.practice.matching.choice` says more
matcher = "patterns"   # or "embeddings", or "endpoint"
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import time
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from quizkit.errors import Place, QuizkitError
from quizkit.home import locale_lang
from quizkit.model.text import Lang, Text

DAY_STARTS = time(4, 0)
NEW_A_DAY = 10
MOST_NEW_A_DAY = 9999
RETENTION = 0.9
RETENTIONS = (0.7, 0.97)
"""Below, more is forgotten than kept; above, the intervals shrink to a few days."""
_TABLES = frozenset({"explain"})
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings, each with its default."""

    lang: Lang
    day_starts: time = DAY_STARTS
    new_a_day: int = NEW_A_DAY
    retention: float = RETENTION
    explain: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


def read_settings(path: Path) -> Settings:
    """Read the settings at `path`, which need not exist; the language is else the locale's.

    Raises:
        QuizkitError: the file cannot be read, has an unknown key or a value that cannot be.
    """
    try:
        text = path.read_text(encoding="utf-8")
        said = tomllib.loads(text)
    except FileNotFoundError:
        return Settings(locale_lang())
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+), column (\d+)", str(error))
        place = Place(path, *map(int, line.groups())) if line else Place(path)
        raise QuizkitError(
            f"the settings are not TOML: {error}", place=place, zh=f"设置不是 TOML：{error}"
        ) from error
    except (UnicodeDecodeError, OSError) as error:
        raise QuizkitError(
            f"cannot read the settings: {error}", place=Place(path), zh=f"无法读取设置：{error}"
        ) from error
    for key in said:
        if key not in _READERS and key not in _TABLES:
            raise _unknown(key, path, text)
    return _settings(said, path, text)


def _settings(said: Mapping[str, Any], path: Path, text: str) -> Settings:
    found: dict[str, Any] = {"lang": locale_lang()}
    for key, (read, example) in _READERS.items():
        if key not in said:
            continue
        try:
            found[key] = read(said[key])
        except (TypeError, ValueError) as error:
            raise QuizkitError(
                f"{key} is {said[key]!r}",
                place=_place(key, path, text),
                hint=f"write {example.en}",
                zh=f"{key} 的值是 {said[key]!r}",
                hint_zh=f"应为{example.zh}",
            ) from error
    for key in _TABLES & said.keys():
        if not isinstance(said[key], dict):
            raise QuizkitError(
                f"{key} is {said[key]!r}, not a table",
                place=_place(key, path, text),
                hint=f"write [{key}], and its keys below",
                zh=f"{key} 的值是 {said[key]!r}，不是表",
                hint_zh=f"请写 [{key}]，各项写在其下",
            )
        found[key] = MappingProxyType(cast(dict[str, object], said[key]))
    return Settings(**found)


def _unknown(key: str, path: Path, text: str) -> QuizkitError:
    known = sorted([*_READERS, *_TABLES])
    meant = get_close_matches(key, known, 1)
    return QuizkitError(
        f"the setting {key!r} is unknown",
        place=_place(key, path, text),
        hint=f"did you mean {meant[0]}?" if meant else f"there are {', '.join(known)}",
        zh=f"没有 {key!r} 这项设置",
        hint_zh=f"是否想写 {meant[0]}？" if meant else f"可用的有 {'、'.join(known)}",
    )


def _place(key: str, path: Path, text: str) -> Place:
    """Where a key is set, as far as its line begins with it."""
    begins = re.compile(rf"""\s*(\[\s*)?["']?{re.escape(key)}["']?\s*[=.\]]""")
    lines = enumerate(text.splitlines(), 1)
    return Place(path, next((number for number, line in lines if begins.match(line)), 0))


def _lang(value: Any) -> Lang:
    return Lang(value)


def _clock(value: Any) -> time:
    if isinstance(value, time) and value.second == value.microsecond == 0:
        return value
    if not isinstance(value, str) or not (clock := _CLOCK.fullmatch(value)):
        raise ValueError
    return time(int(clock[1]), int(clock[2]))


def _number_of_cards(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= MOST_NEW_A_DAY:
        raise ValueError
    return value


def _retention(value: Any) -> float:
    low, high = RETENTIONS
    if type(value) not in (int, float) or not low <= value <= high:
        raise ValueError
    return float(value)


_READERS: dict[str, tuple[Callable[[Any], Any], Text]] = {
    "lang": (_lang, Text('lang = "en", "zh" or "both"', ' lang = "en"、"zh" 或 "both"')),
    "day_starts": (
        _clock,
        Text(
            'a time of day such as day_starts = "04:00"', '一天中的时刻，例如 day_starts = "04:00"'
        ),
    ),
    "new_a_day": (
        _number_of_cards,
        Text(f"a whole number from 0 to {MOST_NEW_A_DAY}", f" 0 到 {MOST_NEW_A_DAY} 的整数"),
    ),
    "retention": (
        _retention,
        Text("a number from {} to {}".format(*RETENTIONS), " {} 到 {} 的数".format(*RETENTIONS)),
    ),
}
