"""Who uses a keyboard, a screen reader, a phone or a dark screen is served as well as anybody."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from quizkit.export.cards.card import Deck

Open = Callable[..., Page]
PHONE = {"width": 360, "height": 740}


def violations(page: Page) -> list[str]:
    """What axe finds, each with the elements."""
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [f"{v['id']}: {[node['html'][:200] for node in v['nodes']]}" for v in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["en", "zh", "both"])
def test_axe_finds_no_violation(scheme: str, lang: str, open_page: Open, deck: Deck) -> None:
    page = open_page(deck, color_scheme=scheme, viewport=PHONE)
    page.click(f"#langs [value={lang}]")
    page.click("footer summary")
    for kind in ("recall", "choice", "myth", "predict"):
        _ = page.select_option("#kind", kind)
        assert violations(page) == [], f"front of {kind}"
        if kind in ("choice", "myth"):
            page.locator("#options button").first.click()
        else:
            page.click("#flip")
        for summary in page.locator("#back summary").all():
            summary.click()
        assert violations(page) == [], f"back of {kind}"


def test_axe_itself_finds_what_is_wrong(open_page: Open, deck: Deck) -> None:
    page = open_page(deck)
    page.evaluate(
        "document.querySelector('#search').parentElement.replaceWith(document.querySelector('#search'))"
    )
    assert any(found.startswith("label") for found in violations(page))


@pytest.mark.parametrize("kind", ["recall", "choice", "myth", "predict"])
def test_a_phone_scrolls_in_one_direction_only(kind: str, open_page: Open, deck: Deck) -> None:
    page = open_page(deck, viewport=PHONE, is_mobile=True, has_touch=True)
    _ = page.select_option("#kind", kind)
    page.keyboard.press("Escape")
    page.tap("#flip")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_dark_screen_gets_dark_pages(open_page: Open, deck: Deck) -> None:
    def brightness(scheme: str) -> float:
        page = open_page(deck, color_scheme=scheme)
        told: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return sum(int(part) for part in told[4:-1].split(",")) / 3

    assert brightness("dark") < 60
    assert brightness("light") > 200


def test_a_screen_reader_hears_what_becomes_of_a_card(open_page: Open, deck: Deck) -> None:
    page = open_page(deck)
    assert page.get_attribute("#place", "role") == "status"
    assert page.get_attribute("#back", "aria-live") == "polite"
    flip = page.locator("#flip")
    assert flip.get_attribute("aria-expanded") == "false"
    flip.click()
    assert flip.get_attribute("aria-expanded") == "true"
    grades = page.get_by_role("group", name="How well did it go?")
    assert grades.get_by_role("button").count() == 4
    assert page.get_by_role("main").count() == page.get_by_role("search").count() == 1
    assert page.get_by_role("article").count() == 1
