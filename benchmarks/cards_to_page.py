"""When a page of cards shows its first, in chromium; reach: built-in 100 ms, 10,000 cards 500 ms.

python benchmarks/cards_to_page.py [ROUNDS]

A warm browser opens each page in a new tab, and an empty page as the measure of the machine.
Painted is the browser's own first contentful paint, which is the first card's; answering is when
the script has unpacked the first cards. Both count from the navigation; the least of the rounds
counts.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from cards_to_anki import generated_deck
from playwright.sync_api import Browser, sync_playwright

from quizkit.bank import builtin_pack, load, select
from quizkit.bank.certificate import read_certificate
from quizkit.export.cards.card import Deck
from quizkit.export.cards.deck import deck_of
from quizkit.export.cards.formats import FORMATS, Wanted
from quizkit.export.cards.formats.sheets.browser import find_browser
from quizkit.export.cards.measured import Measurements
from quizkit.model import Lang

EMPTY = "<!doctype html><html lang=en><title>empty</title><p>One line.</p></html>"
PAINTED = """() => new Promise((done) => new PerformanceObserver((list) => {
    const first = list.getEntriesByName("first-contentful-paint")[0];
    if (first) done(first.startTime);
}).observe({ type: "paint", buffered: true }))"""
ANSWERING = """() => {
    new MutationObserver(() => { window.answering ??= performance.now(); })
        .observe(document, { attributes: true, attributeFilter: ["data-ready"], subtree: true });
}"""


class Page(NamedTuple):
    """A page, and in how many milliseconds it is to show its first card."""

    path: Path
    reach: float | None


def builtin_deck() -> Deck:
    """The cards of the built-in bank, without figures."""
    bank = load(builtin_pack())
    measured = Measurements.of(bank, [], read_certificate(bank.pack.certificate))
    date = datetime(2026, 3, 1, tzinfo=UTC)
    return deck_of(bank, select(bank, []), measured, title="b", date=date, references=lambda _: {})


def main(rounds: int) -> int:
    """Print the milliseconds; return 1 where a page is beyond its reach."""
    browser = find_browser()
    if browser is None:
        raise SystemExit("no browser: install chromium")
    missed = False
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        pages = _pages(Path(name))
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        opened = playwright.chromium.launch(executable_path=browser, args=arguments)
        for title, page in pages.items():
            times = [_times(opened, page.path) for _ in range(rounds)]
            painted, answering = (min(column) for column in zip(*times, strict=True))
            told = f"painted {painted:4.0f} ms, answering {answering:4.0f} ms"
            print(f"{title:<13} {page.path.stat().st_size / 1e3:7.0f} kB: {told}")
            missed = missed or (page.reach is not None and painted > page.reach)
        opened.close()
    return int(missed)


def _pages(folder: Path) -> dict[str, Page]:
    pages = {"empty page": Page(folder / "empty.html", None)}
    _ = pages["empty page"].path.write_text(EMPTY)
    made: dict[str, tuple[Callable[[], Deck], float]] = {
        "built-in bank": (builtin_deck, 100),
        "10,000 cards": (lambda: generated_deck(folder / "pack"), 500),
    }
    for title, (deck, reach) in made.items():
        pages[title] = Page(folder / f"{len(pages)}.html", reach)
        _ = pages[title].path.write_bytes(FORMATS["html"].render(deck(), Wanted(Lang.BOTH)))
    return pages


def _times(browser: Browser, path: Path) -> tuple[float, float]:
    context = browser.new_context(offline=True)
    page = context.new_page()
    _ = page.add_init_script(f"({ANSWERING})()")
    _ = page.goto(path.as_uri(), wait_until="commit")
    painted: float = page.evaluate(PAINTED)
    answering: Any = painted
    if "dataset.ready" in path.read_text(encoding="utf-8"):
        _ = page.wait_for_selector("body[data-ready]", timeout=60_000)
        answering = page.evaluate("window.answering")
    context.close()
    return painted, answering


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 7))
