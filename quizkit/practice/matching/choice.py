"""Which way typed answers are read: the table [explain] of `settings.toml`, and the option.

matcher = "patterns"          # or "embeddings", or "endpoint"
model = "…"                   # a folder or a hub name; for an endpoint, its name there
url = "https://…/v1"          # of an endpoint
key = "NAME"                  # the environment variable that holds an endpoint's key
seconds = 20                  # the longest that an endpoint may take
found = 0.65                  # the cosine from which on a sentence names a point
perhaps = 0.5                 # … from which on it may
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from quizkit.errors import Place, QuizkitError
from quizkit.model.way import Way
from quizkit.practice.matching.fallback import Fallback
from quizkit.practice.matching.matcher import Matcher
from quizkit.practice.matching.patterns import PatternMatcher

FOUND, PERHAPS = 0.65, 0.5
"""Cosines. With all-MiniLM-L6-v2, an English model, over the built-in bank in English: from 0.65 on
lie 43 % of the points in their question's own answer and 0.9 % in the answer to another question,
from 0.5 on 83 % and 7.6 %. A tick that is wrong costs more than one to be set: so one in a hundred
may be found where nothing was said of it. `benchmarks/matching.py MODEL` measures another model.
"""
LONGEST = 600
"""Seconds; nobody waits longer for a tick."""


@dataclass(frozen=True, slots=True)
class Explain:
    """The table [explain], each key with its default. Only ENDPOINT sends anything anywhere."""

    matcher: Way = Way.PATTERNS
    model: str = ""
    url: str = ""
    key: str = ""
    seconds: float = 20.0
    found: float = FOUND
    perhaps: float = PERHAPS


def read_explain(said: Mapping[str, object], path: Path) -> Explain:
    """Check the table; `path` is the file that it stands in.

    Raises:
        QuizkitError: a key is unknown, or has a value that cannot be.
    """
    found: dict[str, Any] = {}
    for name, value in said.items():
        if name not in _READERS:
            known = ", ".join(_READERS)
            meant = get_close_matches(name, _READERS, 1)
            raise QuizkitError(
                f"the setting {name!r} of [explain] is unknown",
                place=Place(path),
                hint=f"did you mean {meant[0]}?" if meant else f"there are {known}",
            )
        read, example = _READERS[name]
        try:
            found[name] = read(value)
        except (TypeError, ValueError) as error:
            raise QuizkitError(
                f"{name} of [explain] is {value!r}", place=Place(path), hint=f"write {example}"
            ) from error
    return Explain(**found)


def matcher_of(explain: Explain, environment: Mapping[str, str]) -> Matcher:
    """What reads typed answers; the optional ways fall back to the patterns when they fail.

    Raises:
        QuizkitError: what the way needs is not set.
    """
    match explain.matcher:
        case Way.PATTERNS:
            return PatternMatcher()
        case Way.EMBEDDINGS:
            from quizkit.practice.matching.embeddings import EmbeddingMatcher

            _need(explain, "model")
            found, perhaps = explain.found, min(explain.perhaps, explain.found)
            return Fallback(EmbeddingMatcher(explain.model, found=found, perhaps=perhaps))
        case Way.ENDPOINT:
            from quizkit.practice.matching.endpoint import EndpointMatcher

            _need(explain, "url", "model")
            if explain.key and explain.key not in environment:
                raise QuizkitError(
                    f"the environment has no variable {explain.key}, which [explain] names",
                    hint=f"export {explain.key}=…, or leave out key",
                )
            key = environment.get(explain.key, "").strip()
            endpoint = EndpointMatcher(explain.url, explain.model, key=key, seconds=explain.seconds)
            return Fallback(endpoint)


def with_way(explain: Explain, way: Way | None) -> Explain:
    """The table with another way chosen on the command line."""
    return explain if way is None else replace(explain, matcher=way)


def _need(explain: Explain, *names: str) -> None:
    missing = [name for name in names if not getattr(explain, name)]
    if missing:
        raise QuizkitError(
            f"the matcher {explain.matcher.value!r} needs {' and '.join(missing)}",
            hint="set them under [explain] in settings.toml",
        )


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError
    return value.strip()


def _between(low: float, high: float) -> Callable[[Any], float]:
    def read(value: Any) -> float:
        if type(value) not in (int, float) or not low < value <= high:
            raise ValueError
        return float(value)

    return read


_READERS: dict[str, tuple[Callable[[Any], Any], str]] = {
    "matcher": (Way, "one of " + ", ".join(Way)),
    "model": (_text, 'a name or a folder, as in model = "sentence-model"'),
    "url": (_text, 'a base URL, as in url = "https://…/v1"'),
    "key": (_text, 'the name of an environment variable, as in key = "MY_KEY"'),
    "seconds": (_between(0, LONGEST), f"a number of seconds up to {LONGEST}"),
    "found": (_between(0, 1), "a cosine between 0 and 1"),
    "perhaps": (_between(0, 1), "a cosine between 0 and 1"),
}
