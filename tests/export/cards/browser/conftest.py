"""A browser, and the page opened in it; without a browser, these tests skip and say so."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, sync_playwright

from quizkit.export.cards.card import Deck
from quizkit.export.cards.formats import FORMATS, Wanted
from quizkit.export.cards.formats.sheets.browser import find_browser
from quizkit.model import CardId, Lang

Open = Callable[..., Page]
WAIT = 60_000
"""Milliseconds; a machine under load starts a browser slowly."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser of this machine."""
    path = find_browser()
    if path is None:
        pytest.skip("no browser: install chromium")
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments, timeout=WAIT)
        yield browser
        browser.close()


class Watched:
    """What a page did that it should not: messages, errors, dialogs, requests."""

    def __init__(self, page: Page) -> None:
        self.told: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.told.append(message.text))
        page.on("pageerror", lambda error: self.told.append(str(error)))
        page.on("dialog", self._dismiss)
        page.on("request", lambda request: self.requests.append(request.url))

    def _dismiss(self, dialog: Dialog) -> None:
        self.told.append(dialog.message)
        dialog.dismiss()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Export a deck as a page and open it, offline, in a browser with nothing kept.

    `page.watched` of the result is what it did. Afterwards every page must have asked for itself
    alone, and have said nothing.
    """
    contexts: list[BrowserContext] = []
    watched: list[Watched] = []
    path = tmp_path / "cards.html"

    def open_page(deck: Deck, *, lang: Lang = Lang.BOTH, **options: Any) -> Page:
        _ = path.write_bytes(FORMATS["html"].render(deck, Wanted(lang)))
        settings: dict[str, Any] = {"locale": "en-US", "offline": True}
        context = browser.new_context(**(settings | options))
        context.set_default_timeout(WAIT)
        contexts.append(context)
        page = context.new_page()
        watched.append(Watched(page))
        _ = page.goto(path.as_uri())
        if options.get("java_script_enabled", True):
            _ = page.wait_for_selector("body[data-whole]")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [told for one in watched for told in one.told] == []
    assert {url for one in watched for url in one.requests} <= {path.as_uri()}


@pytest.fixture
def many(deck: Deck) -> Deck:
    """A deck of several pieces: 600 recall cards in three topics."""
    first = deck.cards[0]
    cards = tuple(
        replace(
            first,
            id=CardId("recall", f"topic-{n % 3}/question-{n}"),
            topic=f"topic-{n % 3}",
            difficulty=1 + n % 5,
            front=replace(first.front, en=f"Question number {n}?", zh=f"第 {n} 题？"),
        )
        for n in range(600)
    )
    return replace(deck, cards=cards)
