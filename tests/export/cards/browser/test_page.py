"""The page as a learner uses it, in a real browser."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from quizkit.export.cards.card import Deck, Medium
from quizkit.model import CardId, Lang, Text

Open = Callable[..., Page]
LINE = b'<svg xmlns="http://www.w3.org/2000/svg" width="44" height="15"><path d="M0 0L9 9"/></svg>'


def choose(page: Page, name: str, value: str) -> None:
    """Set a filter."""
    _ = page.select_option(f"#{name}", value)


def shown(page: Page) -> str:
    """The id of the card on the page, once it is flipped."""
    return page.inner_text("#back .id")


def kept_lines(page: Page) -> list[dict[str, object]]:
    """The answers as the page hands them out."""
    with page.expect_download() as download:
        page.click("#export")
    text = download.value.path().read_text(encoding="utf-8")
    assert text.endswith("\n") or text == ""
    return [json.loads(line) for line in text.splitlines()]


def test_the_first_card_stands_in_the_page_before_any_script(open_page: Open, deck: Deck) -> None:
    bare = open_page(deck, java_script_enabled=False).inner_text("#card")
    scripted = open_page(deck)
    first = deck.mixed()[0].id.question
    for part in ("#about", "#asked", "#prompt"):
        assert scripted.inner_text(part) in bare
    scripted.keyboard.press("Space")
    assert first in shown(scripted)


@pytest.mark.parametrize("how", ["click", "space", "button", "touch"])
def test_a_card_flips(how: str, open_page: Open, deck: Deck) -> None:
    page = open_page(deck, has_touch=how == "touch")
    choose(page, "topic", "scaling")
    choose(page, "kind", "recall")
    expect(page.locator("#back")).to_be_hidden()
    match how:
        case "click":
            page.click("#asked")
        case "touch":
            page.tap("#asked")
        case "button":
            page.click("#flip")
        case _:
            page.focus("#card")
            page.keyboard.press("Space")
    expect(page.locator("#back")).to_contain_text("a sum of")
    expect(page.locator("#flip")).to_be_hidden()
    assert shown(page) == "recall:scaling/why"


def test_a_finger_that_goes_sideways_turns_the_page_and_flips_nothing(
    open_page: Open, many: Deck
) -> None:
    page = open_page(many, has_touch=True)
    before = page.inner_text("#place")
    page.evaluate("""() => {
        const card = document.getElementById("card");
        const touch = (type, x) => card.dispatchEvent(new PointerEvent(type,
            { pointerType: "touch", clientX: x, clientY: 100, bubbles: true }));
        touch("pointerdown", 300);
        touch("pointerup", 100);
    }""")
    assert before == "1 / 600"
    assert page.inner_text("#place") == "2 / 600"
    expect(page.locator("#back")).to_be_hidden()


def test_the_search_finds_words_of_either_side_in_the_language_shown(
    open_page: Open, many: Deck
) -> None:
    page = open_page(many)
    page.fill("#search", "number 599")
    expect(page.locator("#place")).to_have_text("1 / 1")
    assert "599" in page.inner_text("#asked")
    page.fill("#search", "DEVIATION two & three")
    expect(page.locator("#place")).to_have_text(re.compile(r"\d+ / 600"))
    page.fill("#search", "第 599 题")
    expect(page.locator("#place")).to_have_text("No card is like that.")
    page.click("#langs [value=zh]")
    expect(page.locator("#place")).to_have_text("1 / 1")


def test_filters_leave_the_cards_that_they_name(open_page: Open, many: Deck) -> None:
    page = open_page(many)
    choose(page, "topic", "topic-1")
    expect(page.locator("#place")).to_have_text("1 / 200")
    choose(page, "difficulty", "3")
    expect(page.locator("#place")).to_have_text("1 / 40")
    choose(page, "kind", "choice")
    expect(page.locator("#place")).to_have_text("No card is like that.")
    expect(page.locator("#card")).to_be_hidden()
    choose(page, "kind", "")
    expect(page.locator("#card")).to_be_visible()


def test_the_language_changes_on_the_spot_and_the_card_stays(open_page: Open, deck: Deck) -> None:
    page = open_page(deck)
    choose(page, "kind", "predict")
    page.click("#flip")
    card = shown(page)
    page.click("#langs [value=zh]")
    assert "为什么" in page.inner_text("#asked")
    assert page.get_attribute("html", "lang") == "zh-Hans"
    assert shown(page) == card
    expect(page.locator("#export")).to_have_text("导出作答记录，供 quizkit 使用")
    page.keyboard.press("t")
    text = page.inner_text("#asked")
    assert "为什么" in text
    assert "Why divide" in text
    assert page.locator("#asked [lang='zh-Hans']").count() == 1


def test_a_page_in_one_language_offers_no_other(open_page: Open, deck: Deck) -> None:
    page = open_page(deck, lang=Lang.ZH)
    expect(page.locator("#langs")).to_be_hidden()
    assert page.get_attribute("html", "lang") == "zh-Hans"
    expect(page.locator("[data-word=topic]")).to_have_text("主题")


@pytest.mark.parametrize(("place", "told"), [(0, "your choice"), (1, "right")])
def test_an_option_that_is_picked_is_told_right_or_wrong(
    place: int, told: str, open_page: Open, deck: Deck
) -> None:
    page = open_page(deck)
    choose(page, "kind", "choice")
    page.locator("#options button").nth(place).click()
    expect(page.locator("#options button").nth(place)).to_contain_text(told)
    expect(page.locator("#options .right")).to_contain_text("The variance")
    grade = "1 Again" if told == "your choice" else "3 Good"
    expect(page.locator("#grades button:focus")).to_have_text(grade)


def test_everything_can_be_done_with_the_keys(open_page: Open, deck: Deck) -> None:
    page = open_page(deck)
    page.keyboard.press("/")
    page.keyboard.type("scaling/why")
    page.keyboard.press("Escape")
    places = [page.inner_text("#place")]
    for key in ("ArrowRight", "ArrowLeft", "ArrowLeft"):
        page.keyboard.press(key)
        places.append(page.inner_text("#place"))
    assert places == ["1 / 4", "2 / 4", "1 / 4", "4 / 4"]
    choose(page, "kind", "choice")
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    expect(page.locator("#options .right")).to_be_visible()
    page.keyboard.press("Space")
    assert [line["rating"] for line in kept_lines(page)] == [3]


def test_answers_position_and_language_survive_a_reload(open_page: Open, many: Deck) -> None:
    page = open_page(many)
    page.click("#langs [value=zh]")
    page.focus("#card")
    for key in ("Space", "1", "Space", "4"):
        page.keyboard.press(key)
    expect(page.locator("#place")).to_have_text("3 / 600")
    asked = page.inner_text("#asked")
    _ = page.reload()
    _ = page.wait_for_selector("body[data-whole]")
    assert page.inner_text("#asked") == asked
    expect(page.locator("#place")).to_have_text("3 / 600")
    expect(page.locator("#progress")).to_have_text("这个浏览器里存有 2 次作答。")
    choose(page, "state", "again")
    expect(page.locator("#place")).to_have_text("1 / 1")
    choose(page, "state", "new")
    expect(page.locator("#place")).to_have_text("1 / 598")


def test_a_card_that_was_asked_last_is_found_in_a_later_piece(open_page: Open, many: Deck) -> None:
    page = open_page(many)
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#place")).to_have_text("600 / 600")
    asked = page.inner_text("#asked")
    _ = page.reload()
    _ = page.wait_for_selector("body[data-whole]")
    assert page.inner_text("#asked") == asked


def test_answers_leave_as_lines_of_the_review_log(open_page: Open, deck: Deck) -> None:
    page = open_page(deck)
    for rating in ("2", "4"):
        page.focus("#card")
        page.keyboard.press("Space")
        page.keyboard.press(rating)
    lines = kept_lines(page)
    assert [set(line) for line in lines] == [{"event", "id", "at", "card", "rating", "seconds"}] * 2
    assert [line["rating"] for line in lines] == [2, 4]
    known = {str(card.id) for card in deck.cards}
    for line in lines:
        assert str(CardId.parse(str(line["card"]))) in known
        assert UUID(str(line["id"])).version == 7
        assert re.fullmatch(r"[0-9a-f-]{36}", str(line["id"]))
        assert datetime.fromisoformat(str(line["at"])).tzinfo is not None
        assert line["event"] == "review"
        assert isinstance(line["seconds"], int | float)
        assert line["seconds"] >= 0


def test_two_tabs_lose_no_answer_of_each_other(open_page: Open, many: Deck) -> None:
    one = open_page(many)
    two = one.context.new_page()
    _ = two.goto(one.url)
    _ = two.wait_for_selector("body[data-whole]")
    for page in (one, two, one):
        page.focus("#card")
        page.keyboard.press("Space")
        page.keyboard.press("3")
    assert len(kept_lines(one)) == 3


def test_a_browser_that_keeps_nothing_says_so(open_page: Open, deck: Deck) -> None:
    page = open_page(deck)
    page.evaluate("{ Storage.prototype.setItem = () => { throw new Error('full'); }; null }")
    page.focus("#card")
    page.keyboard.press("Space")
    page.keyboard.press("3")
    expect(page.locator("#notice")).to_contain_text("keeps nothing")
    assert len(kept_lines(page)) == 1


def test_a_figure_is_drawn_and_a_formula_is_set(open_page: Open, deck: Deck) -> None:
    page = open_page(deck)
    choose(page, "kind", "myth")
    page.click("#flip")
    expect(page.locator("#back figure svg")).to_be_visible()
    choose(page, "topic", "scaling")
    choose(page, "kind", "recall")
    page.click("#flip")
    assert page.locator("#back math").count() == 4
    root = page.locator("#back math msqrt").first.bounding_box()
    assert root is not None
    assert root["height"] > 8


def test_a_picture_of_the_pack_is_shown_without_a_request(open_page: Open, deck: Deck) -> None:
    picture = Medium("image/svg+xml", LINE)
    front = Text("What is it?\n\n![a line](<media/line.svg>)", "这是什么？")
    first = replace(deck.cards[0], front=front)
    page = open_page(replace(deck, cards=(first,), media={"line.svg": picture}), lang=Lang.EN)
    shown = page.get_by_role("img", name="a line").first
    shown.wait_for()
    assert shown.evaluate("image => image.naturalWidth") == 44
