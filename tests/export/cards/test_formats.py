"""What every format keeps to: its golden file, the same bytes each time, nothing of a pack run."""

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from quizkit.export.cards.card import Deck
from quizkit.export.cards.formats import FORMATS
from quizkit.model import Lang

GOLDEN = Path(__file__).parent / "golden"
Render = Callable[..., bytes]
Read = Callable[[str, bytes], str]
WEB = ["anki", "html", "print"]


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_writes_its_golden_file(name: str, render: Render, readable: Read) -> None:
    golden = GOLDEN / f"{name}.txt"
    assert readable(name, render(name)) == golden.read_text(encoding="utf-8")


def test_there_is_no_golden_file_without_a_format() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == set(FORMATS)


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", FORMATS)
def test_the_same_deck_gives_the_same_bytes(name: str, lang: Lang, render: Render) -> None:
    assert render(name, lang) == render(name, lang)


@pytest.mark.parametrize("name", ["anki", "html"])
def test_the_same_deck_gives_the_same_bytes_in_another_process(name: str, render: Render) -> None:
    # Another process hashes strings in another way, and so orders sets.
    conftest = Path(__file__).parent / "conftest.py"
    code = (
        "import importlib.util, sys, hashlib\n"
        f"spec = importlib.util.spec_from_file_location('c', {str(conftest)!r})\n"
        "c = importlib.util.module_from_spec(spec); spec.loader.exec_module(c)\n"
        "deck = c.Deck('quizkit', c.cards(), {'abc123': c.Picture(c.SVG, 'a line <up>')}, c.DATE)\n"
        f"data = c.FORMATS[{name!r}].render(deck, c.Wanted(c.Lang.EN))\n"
        "print(hashlib.sha256(data).hexdigest())"
    )
    from hashlib import sha256

    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={"PYTHONHASHSEED": "7", "PYTHONPATH": ":".join(sys.path)},
    )  # fmt: skip
    assert run.stdout.strip() == sha256(render(name)).hexdigest()


@pytest.mark.parametrize("name", FORMATS)
def test_a_language_that_was_not_asked_for_stays_out(
    name: str, render: Render, readable: Read, deck: Deck
) -> None:
    plain = replace(deck, cards=tuple(c for c in deck.cards if c.topic == "scaling"))
    english = readable(name, render(name, Lang.EN, plain))
    head = re.compile(r'<script type="application/json".*?</script>')  # the page's own words
    assert not re.search(r"[\u4e00-\u9fff]", head.sub("", english))
    chinese = readable(name, render(name, Lang.ZH, plain))
    assert "为什么" in chinese
    assert "Why divide" not in chinese


@pytest.mark.parametrize("name", FORMATS)
def test_both_languages_go_out_together(name: str, render: Render, readable: Read) -> None:
    told = readable(name, render(name, Lang.BOTH))
    assert "Why divide" in told
    assert "为什么" in told


@pytest.mark.parametrize("name", WEB)
@pytest.mark.parametrize(
    "forbidden",
    [
        r"<script>alert",
        r"<img src=x",
        r"href=.javascript",
        r"href=\\?.javascript",
        r'src=\\?"http',
        r"url\(",
    ],
)
def test_nothing_of_a_pack_becomes_markup(
    name: str, forbidden: str, render: Render, readable: Read
) -> None:
    assert not re.search(forbidden, readable(name, render(name, Lang.BOTH)))


def test_anki_finds_nothing_of_its_own_in_a_field(render: Render, readable: Read) -> None:
    told = readable("anki", render("anki"))
    assert not re.search(r"\[(sound|latex|/latex|\$)", told)
    assert "{{c1" not in told


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_says_what_it_is(name: str) -> None:
    form = FORMATS[name]
    assert form.name == name
    assert form.suffix.startswith(".")
    assert form.what
