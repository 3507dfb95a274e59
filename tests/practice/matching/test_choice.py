"""[explain] chooses how answers are read; whatever is wrong in it is told with its remedy."""

from pathlib import Path
from typing import Any

import pytest

from quizkit.errors import QuizkitError
from quizkit.model.way import Way
from quizkit.practice.matching import (
    Explain,
    Fallback,
    PatternMatcher,
    matcher_of,
    read_explain,
    with_way,
)

PATH = Path("settings.toml")
ENDPOINT = {"matcher": "endpoint", "url": "https://example.com/v1", "model": "m"}


def test_nothing_set_means_patterns_and_nothing_leaves() -> None:
    assert read_explain({}, PATH) == Explain()
    assert isinstance(matcher_of(Explain(), {}), PatternMatcher)


def test_every_key_is_read() -> None:
    said = {**ENDPOINT, "key": "KEY", "seconds": 5, "found": 0.8, "perhaps": 0.6}
    found = read_explain(said, PATH)
    assert found == Explain(Way.ENDPOINT, "m", "https://example.com/v1", "KEY", 5.0, 0.8, 0.6)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"machter": "patterns"}, "did you mean matcher?"),
        ({"matcher": "magic"}, "write one of patterns, embeddings, endpoint"),
        ({"matcher": 3}, "write one of"),
        ({"model": ""}, "write a name or a folder"),
        ({"url": 3}, "write a base URL"),
        ({"key": ["K"]}, "write the name of an environment variable"),
        ({"seconds": 0}, "a number of seconds up to 600"),
        ({"seconds": True}, "a number of seconds up to 600"),
        ({"seconds": float("nan")}, "a number of seconds up to 600"),
        ({"found": 1.5}, "a cosine between 0 and 1"),
        ({"perhaps": "much"}, "a cosine between 0 and 1"),
    ],
)
def test_a_value_that_cannot_be_is_told(said: dict[str, Any], told: str) -> None:
    with pytest.raises(QuizkitError) as error:
        _ = read_explain(said, PATH)
    assert told in error.value.hint
    assert str(error.value).startswith("settings.toml: ")


@pytest.mark.parametrize("key", ["url", "model"])
def test_an_endpoint_needs_its_url_and_model(key: str) -> None:
    said = {k: v for k, v in ENDPOINT.items() if k != key}
    with pytest.raises(QuizkitError, match=f"'endpoint' needs {key}"):
        _ = matcher_of(read_explain(said, PATH), {})


def test_embeddings_need_a_model() -> None:
    with pytest.raises(QuizkitError, match="'embeddings' needs model"):
        _ = matcher_of(with_way(Explain(), Way.EMBEDDINGS), {})


def test_a_key_that_is_not_in_the_environment_is_named() -> None:
    found = read_explain({**ENDPOINT, "key": "MY_KEY"}, PATH)
    with pytest.raises(QuizkitError, match="no variable MY_KEY"):
        _ = matcher_of(found, {})
    assert isinstance(matcher_of(found, {"MY_KEY": "x"}), Fallback)


def test_the_option_overrules_the_setting() -> None:
    found = read_explain(ENDPOINT, PATH)
    assert isinstance(matcher_of(with_way(found, Way.PATTERNS), {}), PatternMatcher)
    assert with_way(found, None) == found
