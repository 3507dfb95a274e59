"""Every screen as it was last looked at, as a picture: tests/tui/snapshots.

The session here; the other screens beside their own tests, by the same fixture.
A journey goes through the states of one card; each size begins one of its own, since a page that
was made larger and smaller again may have scrolled.

After a change that is meant, `pytest tests/tui --renew-snapshots` writes them
anew; look at the difference, and commit it with the change.
"""

import os
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from quizkit.bank import Bank, load
from quizkit.model import Arm, Lang, Observation, Report, Target
from quizkit.model.review import CardId, Rating
from quizkit.practice import LEECH
from quizkit.tui.picture import picture_of

SNAPSHOTS = Path(__file__).parent / "snapshots"
SIZES = ((80, 24), (120, 40))
WIDTHS = (16, 64, 256)
CHECK = "scaling/unit_variance"

HEAD = """\
  - id: it
    says: {en: "Without scaling, the variance of a score grows with $d_k$.",
           zh: "不缩放时，得分的方差随 $d_k$ 增长。"}
    check: scaling/unit_variance
    observations: [score variance]
"""
NUMBER = """\
    predict:
      ask: {en: "What is the variance at $d_k$ = 64?", zh: "$d_k$ = 64 时方差是多少？"}
      observation: score variance
      at: {d_k: 64}
      control: unscaled
"""
ORDER = """\
    predict:
      ask: {en: "Put the variances at $d_k$ = 64 in order.", zh: "给 $d_k$ = 64 时的方差排序。"}
      order:
        - en: as it is
          zh: 不缩放
          observation: score variance
          at: {d_k: 64}
          control: unscaled
        - {en: divided by √d_k, zh: 除以 √d_k, observation: score variance, at: {d_k: 64}}
        - en: divided by d_k
          zh: 除以 d_k
          observation: score variance
          at: {d_k: 64}
          control: divided by d_k
"""
CURVE = """\
    predict:
      ask:
        en: Which way does the variance go as the head gets wider?
        zh: 头变宽时方差怎样变化？
      observation: score variance
      along: d_k
      control: unscaled
"""
WHEN = """\
    myth: true
    truth: {en: "It grows only as long as keys and queries are independent.",
            zh: "只有键与查询独立时才增长。"}
    when: {en: keys and queries are independent., zh: 键与查询相互独立。}
"""
REFERENCES = """\
vaswani2017:
  authors: Vaswani et al.
  title: Attention Is All You Need
  year: 2017
  venue: NeurIPS
  url: https://arxiv.org/abs/1706.03762
"""
GLOSSARY = """\
softmax:
  zh: softmax
  means:
    en: Turns scores into positive weights that sum to 1, by the exponentials of the scores.
    zh: 把得分变成和为 1 的正权重：取指数再归一化。
variance:
  zh: 方差
  means:
    en: The mean of the squared distance from the mean.
    zh: 与均值之差的平方的平均。
"""


@pytest.fixture
def pack(make_bank: Callable[..., Bank]) -> Callable[[str], Bank]:
    """A pack of one question; its one claim asks for a prediction in the form given."""

    def make(predict: str) -> Bank:
        bank = make_bank({"scaling/why": 0})
        folder = bank.pack.questions
        path = folder / "scaling" / "why.yaml"
        before, rest = path.read_text(encoding="utf-8").split("claims:\n")
        _, after = rest.split("choices:\n")
        text = f"{before}claims:\n{HEAD}{predict}choices:\n{after}"
        _ = path.write_text(text, encoding="utf-8")
        _ = (folder / "references.yaml").write_text(REFERENCES, encoding="utf-8")
        _ = (folder / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
        made = load(bank.pack)
        assert made.faults == ()
        return made

    return make


def measured_whole() -> Report:
    """What theory has it come to."""

    def arm(control: str | None, power: float) -> Arm:
        target = Target.band(0.85, 1.15, equals=1.0)
        values = [(d, d**power) for d in WIDTHS]
        return Arm(
            control,
            tuple(
                Observation("score variance", {"d_k": d}, v, v * 0.97, v * 1.03, target)
                for d, v in values
            ),
        )

    controls = (arm("unscaled", 1.0), arm("divided by d_k", -1.0))
    return Report(CHECK, 0, "Scaled scores have unit variance.", arm(None, 0.0), controls)


Step = tuple[str, Sequence[str]]
# The kind of the card, the claim's prediction, and step by step the page and the keys that lead on
# to it.
JOURNEYS: tuple[tuple[str, str, Sequence[Step]], ...] = (
    (
        "recall",
        NUMBER,
        [
            ("recall asked", ()),
            ("help", ("question_mark",)),
            ("recall answered", ("question_mark", "space")),
            ("recall ticked", ("a", "c")),
        ],
    ),
    (
        "recall",
        NUMBER,
        [
            ("sources", ("r",)),
            ("terms", ("escape", "space", "g")),
            ("rest", ("escape", "4")),
            ("taken back", ("u",)),
        ],
    ),
    ("recall", NUMBER, [("note", ("m",))]),
    ("recall", NUMBER, [("suspended", ("x",))]),
    ("recall", NUMBER, [("rest in short steps", ("space", "1"))]),
    ("choice", NUMBER, [("choice asked", ()), ("choice answered", ("2",))]),
    ("explain", NUMBER, [("explain asked", ()), ("explain nothing written", ("enter",))]),
    ("explain", NUMBER, [("explain answered", (*"the variance grows", "enter"))]),
    ("predict", NUMBER, [("number asked", ()), ("number refused", (*"about", "enter"))]),
    ("predict", NUMBER, [("number answered", ("8", "enter")), ("number flipped", ("v",))]),
    ("predict", ORDER, [("order asked", ("2",)), ("order answered", ("1", "3", "enter"))]),
    ("predict", CURVE, [("curve asked", ()), ("curve answered", ("2",))]),
    (
        "myth",
        WHEN,
        [("myth asked", ()), ("myth answered", ("3",)), ("myth flipped", ("v",))],
    ),
)
ELSEWHERE = (
    *("plan", "stats", "sheet help", "group status", "room gathers", "room votes"),
    *("room has measured", "room flipped", "room help", "room over"),
    *("interview begins", "interview begins help", "interview asks", "interview help"),
    *("interview spoken", "interview summary", "interview item", "interview report help"),
    "interview kept",
    *("home", "home help"),
)
"""The pages of other screens, which stand in the tests of theirs."""
each_size = pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
each_lang = pytest.mark.parametrize("lang", [Lang.EN, Lang.ZH])
Hold = Callable[..., Awaitable[None]]


@each_size
@each_lang
@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda j: j[2][0][0])
async def test_a_card_looks_as_it_did(
    journey: tuple[str, str, Sequence[Step]],
    lang: Lang,
    size: tuple[int, int],
    pack: Callable[[str], Bank],
    table: Callable[..., Any],
    hold: Hold,
) -> None:
    kind, predict, steps = journey
    this = table({}, kind=kind, bank=pack(predict), lang=lang)
    this.checks.whole = measured_whole()
    async with this.app.run_test(size=size) as pilot:
        for name, keys in steps:
            for key in keys:
                await pilot.press(key)
                await this.app.workers.wait_for_complete()
            await hold(this.app, pilot, named(name, size, lang))


def named(name: str, size: tuple[int, int], lang: Lang) -> str:
    """The name of a snapshot."""
    return f"{name} {size[0]}x{size[1]} {lang}"


@each_size
@each_lang
async def test_a_broken_check_looks_as_it_did(
    lang: Lang,
    size: tuple[int, int],
    pack: Callable[[str], Bank],
    table: Callable[..., Any],
    hold: Hold,
) -> None:
    this = table({}, kind="predict", bank=pack(NUMBER), lang=lang)
    this.checks.breaks = "the check breaks: shapes do not match"
    async with this.app.run_test(size=size) as pilot:
        await pilot.press("8", "enter")
        await hold(this.app, pilot, named("broken", size, lang))


@each_size
@each_lang
async def test_a_changed_claim_looks_as_it_did(
    lang: Lang,
    size: tuple[int, int],
    pack: Callable[[str], Bank],
    table: Callable[..., Any],
    hold: Hold,
) -> None:
    this = table({}, kind="predict", bank=pack(NUMBER), lang=lang)
    card = CardId("predict", "scaling/why", "it")
    _ = this.store.append(
        card, Rating.AGAIN, clock=this.now[0], random=os.urandom, content="another claim"
    )
    this.now[0] = this.now[0].replace(hour=10)
    this.desk.session.reload(this.desk.session.bank, this.now[0])
    async with this.app.run_test(size=size) as pilot:
        await hold(this.app, pilot, named("changed", size, lang))


@each_size
@each_lang
async def test_a_leech_looks_as_it_did(
    lang: Lang,
    size: tuple[int, int],
    pack: Callable[[str], Bank],
    table: Callable[..., Any],
    hold: Hold,
) -> None:
    this = table({}, bank=pack(NUMBER), lang=lang)
    card = CardId("recall", "scaling/why")
    for rating in (Rating.EASY, Rating.EASY, Rating.AGAIN) * LEECH:
        memory = this.store.memory(card)
        this.now[0] = memory.due if memory else this.now[0]
        _ = this.store.append(card, rating, clock=this.now[0], random=os.urandom)
    this.now[0] = this.store.memory(card).due
    this.desk.session.reload(this.desk.session.bank, this.now[0])
    async with this.app.run_test(size=size) as pilot:
        await pilot.press("space")
        await hold(this.app, pilot, named("leech", size, lang))


async def test_a_changed_word_is_told_by_its_line_and_a_changed_style_as_one(
    table: Callable[..., Any], told_difference: Callable[[str, str, str], str]
) -> None:
    this = table({"scaling/why": 0}, lang=Lang.ZH)
    async with this.app.run_test(size=(80, 24)):
        page = picture_of(this.app, "quizkit")
    told = told_difference(page, page.replace("显示答案", "看答案"), "a page")
    assert "words of the screen have changed" in told
    assert [line.split() for line in told.splitlines() if "space" in line] == [
        ["-", "space", "显示答案"],
        ["+", "space", "看答案"],
    ]
    assert len(told.splitlines()) < 10
    told = told_difference(page, page.replace("font-weight: bold", "font-weight: normal"), "a page")
    assert "only styles have changed" in told


def test_no_snapshot_is_left_over() -> None:
    names = [name for _, _, steps in JOURNEYS for name, _ in steps]
    names += [*ELSEWHERE, "broken", "changed", "leech"]
    each = ((name, size, lang) for name in names for size in SIZES for lang in (Lang.EN, Lang.ZH))
    wanted = {f"{named(*one).replace(' ', '-')}.svg" for one in each}
    assert {path.name for path in SNAPSHOTS.iterdir()} == wanted
