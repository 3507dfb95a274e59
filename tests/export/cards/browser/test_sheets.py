"""The sheets as a printer gets them: pages, and backs that lie behind their fronts."""

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from quizkit.errors import QuizkitError
from quizkit.export.cards.card import Deck
from quizkit.export.cards.formats import FORMATS, Paper, Wanted
from quizkit.export.cards.formats.sheets import browser as setting
from quizkit.export.cards.formats.sheets import sheets_html
from quizkit.export.cards.formats.sheets.browser import find_browser
from quizkit.model import CardId, Lang, Text

Print = Callable[..., Path]
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="[\d.]+">(.*?)</word>')
SIZES = {Paper.A4: (595, 842), Paper.LETTER: (612, 792)}


@pytest.fixture
def seven(deck: Deck) -> Deck:
    """Seven cards, each with its own id: one sheet is full and one is not."""
    cards = tuple(replace(deck.cards[0], id=CardId("recall", f"id/{n}")) for n in range(7))
    return replace(deck, cards=cards)


@pytest.fixture
def print_deck(tmp_path: Path) -> Print:
    """Print a deck into a file."""
    if find_browser() is None:
        pytest.skip("no browser: install chromium")
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext: install poppler-utils")

    def print_deck(deck: Deck, lang: Lang = Lang.EN, paper: Paper = Paper.A4) -> Path:
        path = tmp_path / "cards.pdf"
        _ = path.write_bytes(FORMATS["print"].render(deck, Wanted(lang, paper)))
        return path

    return print_deck


def told(*command: str | Path) -> str:
    """What a program says."""
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def places(pdf: Path, paper: Paper, columns: int) -> list[dict[str, tuple[int, int]]]:
    """Of each page: the row and column of each card's id."""
    width, height = SIZES[paper]
    pages = told("pdftotext", "-bbox", pdf, "-").split("<page ")[1:]
    return [
        {
            word: (int(float(y) / (height / 2)), int(float(x) / (width / columns)))
            for x, y, word in WORD.findall(page)
            if word.startswith("id/")
        }
        for page in pages
    ]


@pytest.mark.parametrize("paper", Paper)
def test_every_back_lies_behind_its_front(paper: Paper, print_deck: Print, seven: Deck) -> None:
    pages = places(print_deck(seven, paper=paper), paper, columns=2)
    assert len(pages) == 4
    assert [len(page) for page in pages] == [4, 4, 3, 3]
    for fronts, backs in (pages[:2], pages[2:]):
        assert backs == {card: (row, 1 - column) for card, (row, column) in fronts.items()}
        assert len(set(fronts.values())) == len(fronts)


def test_two_languages_get_cards_twice_as_wide(print_deck: Print, seven: Deck) -> None:
    pages = places(print_deck(seven, Lang.BOTH), Paper.A4, columns=1)
    assert [len(page) for page in pages] == [2, 2, 2, 2, 2, 2, 1, 1]
    assert all(fronts == backs for fronts, backs in zip(pages[::2], pages[1::2], strict=True))


@pytest.mark.parametrize("paper", Paper)
def test_the_pages_have_the_size_of_the_paper(paper: Paper, print_deck: Print, seven: Deck) -> None:
    size = re.search(
        r"Page size:\s+([\d.]+) x ([\d.]+)", told("pdfinfo", print_deck(seven, paper=paper))
    )
    assert size
    assert (round(float(size[1])), round(float(size[2]))) == SIZES[paper]


def test_the_same_deck_gives_the_same_pdf(print_deck: Print, seven: Deck) -> None:
    first = print_deck(seven).read_bytes()
    assert print_deck(seven).read_bytes() == first
    assert b"D:20260301123000+00'00'" in first


def test_the_pages_have_ink_where_their_cards_are(print_deck: Print, seven: Deck) -> None:
    pdf = print_deck(seven)
    _ = told("pdftoppm", "-r", "20", "-gray", pdf, pdf.with_suffix(""))
    for page in (1, 2, 3, 4):
        ink = _ink(pdf.with_name(f"cards-{page}.pgm"))
        empty = {(3): (1, 1), (4): (1, 0)}.get(page)
        for place, share in ink.items():
            assert (share > 0.005) == (place != empty), f"page {page}, card {place}"


def _ink(path: Path) -> dict[tuple[int, int], float]:
    """How much of each card is dark; its edge, on which the cut is marked, is left out."""
    head, size, _most, pixels = path.read_bytes().split(b"\n", 3)
    assert head == b"P5"
    width, height = map(int, size.split())
    shares: dict[tuple[int, int], float] = {}
    for row in (0, 1):
        for column in (0, 1):
            ys = range(row * height // 2 + 5, (row + 1) * height // 2 - 5)
            xs = range(column * width // 2 + 5, (column + 1) * width // 2 - 5)
            dark = sum(pixels[y * width + x] < 160 for y in ys for x in xs)
            shares[row, column] = dark / (len(ys) * len(xs))
    return shares


def test_a_long_text_is_made_smaller_until_it_fits(browser: Browser, seven: Deck) -> None:
    long = replace(seven.cards[0], back=Text("word " * 500, "字" * 900))
    longest = replace(seven.cards[1], back=Text("word " * 5000, "字" * 9000))
    page = browser.new_page()
    page.set_content(
        sheets_html(replace(seven, cards=(seven.cards[0], long, longest)), Wanted(Lang.EN))
    )
    sizes: list[float] = page.evaluate(
        "[...document.querySelectorAll('.backs .fit')].map((f) => parseFloat(f.style.fontSize))"
    )
    assert sizes[1] > sizes[0] > 5.5  # the columns of backs are mirrored
    assert page.locator(".cut").count() == 1
    assert "word word" in page.locator(".backs .cut").inner_text()
    page.close()


def test_without_a_browser_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch, deck: Deck) -> None:
    monkeypatch.setattr(setting, "NAMES", ("no-such-browser",))
    with pytest.raises(QuizkitError, match="--to html"):
        _ = FORMATS["print"].render(deck, Wanted(Lang.EN))


def test_a_browser_that_fails_is_an_error_that_quotes_it(
    monkeypatch: pytest.MonkeyPatch, deck: Deck, tmp_path: Path
) -> None:
    broken = tmp_path / "browser"
    _ = broken.write_text("#!/bin/sh\necho no display >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setattr(setting, "NAMES", (str(broken),))
    with pytest.raises(QuizkitError, match="wrote no PDF: no display"):
        _ = FORMATS["print"].render(deck, Wanted(Lang.EN))
