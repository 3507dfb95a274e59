"""`quizkit stats` in a pipe: text, JSON, a page; two languages, no colours."""

import json
import os
import re
import subprocess
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from rich.cells import cell_len

from quizkit.model.review import CardId, Rating
from quizkit.schedule import Fsrs
from quizkit.store import FILE_NAME, Store

DOCS = Path(__file__).parents[2] / "docs" / "stats-json.md"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def practised(tmp_path: Path) -> Path:
    """A home with three weeks of answers until yesterday."""
    now = datetime.now().astimezone()
    cards = [CardId("recall", "scaling/a"), CardId("predict", "scaling/b", "variance-0")]
    with Store(tmp_path / "data" / FILE_NAME, Fsrs()) as store:
        for days, rating in ((21, 3), (19, 3), (10, 1), (9, 3), (1, 4)):
            for card in cards:
                detail = {"guess": 8.0, "value": 9.5} if card.kind == "predict" else {}
                _ = store.append(
                    card,
                    Rating(rating),
                    clock=now - timedelta(days=days),
                    random=os.urandom,
                    seconds=30.0,
                    detail=detail,
                )
    return tmp_path


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    """The schema in the documentation."""
    (block,) = re.findall(r"```json\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    told = json.loads(block)
    Draft202012Validator.check_schema(told)
    return Draft202012Validator(told)


SECTIONS = {
    "en": ["Calendar", "True retention", "Forecast", "Topics", "Predictions", "Slowest cards"],
    "zh": ["日历", "真实保持率", "预测", "主题", "预测卡片", "最慢的卡片"],
}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.usefixtures("practised")
def test_every_section_is_told_in_plain_text(quizkit: Run, lang: str) -> None:
    run = quizkit("stats", "--lang", lang)
    assert (run.returncode, run.stderr) == (0, "")
    lines = run.stdout.splitlines()
    assert [line for line in lines if line in SECTIONS[lang]] == SECTIONS[lang]
    assert "\x1b" not in run.stdout
    assert "75% (8)" in run.stdout, "of 8 asked on a later day, 2 were forgotten"
    assert max(map(cell_len, lines)) <= 100


@pytest.mark.usefixtures("practised")
def test_plain_draws_no_figures(quizkit: Run) -> None:
    assert "█" in quizkit("stats").stdout
    assert not set("█│┤●") & set(quizkit("--plain", "stats").stdout)


@pytest.mark.usefixtures("practised")
def test_a_topic_can_be_looked_at_alone(quizkit: Run) -> None:
    told = json.loads(quizkit("stats", "masking", "--json").stdout)
    assert [topic["topic"] for topic in told["topics"]] == ["masking"]


@pytest.mark.usefixtures("practised")
def test_the_json_keeps_to_its_documentation(quizkit: Run, schema: Draft202012Validator) -> None:
    told: dict[str, Any] = json.loads(quizkit("stats", "--json").stdout)
    assert [error.message for error in schema.iter_errors(told)] == []
    assert told["answers"] == 10
    assert told["predictions"]["ratios"][2] == 5
    for key in told:
        assert not schema.is_valid({k: v for k, v in told.items() if k != key}), key


def test_without_an_answer_it_says_how_to_begin(quizkit: Run, schema: Draft202012Validator) -> None:
    run = quizkit("stats")
    assert run.returncode == 0
    assert "`quizkit practice` asks the first one" in run.stdout
    assert schema.is_valid(json.loads(quizkit("stats", "--json").stdout))


def test_the_page_is_one_file_that_needs_no_network(quizkit: Run, practised: Path) -> None:
    page = practised / "stats.html"
    run = quizkit("stats", "--html", str(page), "--lang", "zh")
    assert (run.returncode, run.stdout) == (0, f"wrote {page}\n")
    text = page.read_text(encoding="utf-8")
    assert '<html lang="zh-CN">' in text
    assert "color-scheme: light dark" in text
    assert text.count("<svg") == 5
    addresses = set(re.findall(r"https?://[^\s\"'<]+", text))
    assert addresses == {"http://www.w3.org/2000/svg"}, "only the name of the format"
    assert not re.search(r"<(script|link|img|iframe)\b", text)


def test_a_page_that_cannot_be_written_is_told(quizkit: Run, tmp_path: Path) -> None:
    run = quizkit("stats", "--html", str(tmp_path / "none" / "stats.html"))
    assert run.returncode == 2
    assert "there is no such folder" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_page_that_exists_is_kept_unless_forced(quizkit: Run, tmp_path: Path) -> None:
    page = tmp_path / "stats.html"
    _ = page.write_text("mine")
    run = quizkit("stats", "--html", str(page))
    assert run.returncode == 2
    assert "exists already (--force replaces it)" in run.stderr
    assert page.read_text() == "mine"
    assert quizkit("stats", "--html", str(page), "--force").returncode == 0
    assert page.read_text() != "mine"
