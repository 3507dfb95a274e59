"""Every page of the session as it was last looked at: tests/tui/snapshots.

After a change that is meant, `pytest tests/tui/test_snapshots.py --renew-snapshots` writes them
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

Wait = Callable[..., Awaitable[None]]


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


# A page: the kind of its card, the claim's prediction, the keys that lead to it.
PAGES: dict[str, tuple[str, str, Sequence[str]]] = {
    "recall asked": ("recall", NUMBER, ()),
    "recall answered": ("recall", NUMBER, ("space",)),
    "recall ticked": ("recall", NUMBER, ("space", "a", "c")),
    "choice asked": ("choice", NUMBER, ()),
    "choice answered": ("choice", NUMBER, ("2",)),
    "explain asked": ("explain", NUMBER, ()),
    "explain nothing written": ("explain", NUMBER, ("enter",)),
    "explain answered": ("explain", NUMBER, (*"the variance grows", "enter")),
    "number asked": ("predict", NUMBER, ()),
    "number refused": ("predict", NUMBER, (*"about", "enter")),
    "number answered": ("predict", NUMBER, ("8", "enter")),
    "number flipped": ("predict", NUMBER, ("8", "enter", "v")),
    "order asked": ("predict", ORDER, ("2",)),
    "order answered": ("predict", ORDER, ("2", "1", "3", "enter")),
    "curve asked": ("predict", CURVE, ()),
    "curve answered": ("predict", CURVE, ("2",)),
    "myth asked": ("myth", WHEN, ()),
    "myth answered": ("myth", WHEN, ("3",)),
    "myth flipped": ("myth", WHEN, ("3", "v")),
    "rest": ("recall", NUMBER, ("space", "4")),
    "rest in short steps": ("recall", NUMBER, ("space", "1")),
    "suspended": ("recall", NUMBER, ("x",)),
    "taken back": ("recall", NUMBER, ("space", "4", "u")),
    "help": ("recall", NUMBER, ("question_mark",)),
    "sources": ("recall", NUMBER, ("r",)),
    "terms": ("recall", NUMBER, ("space", "g")),
    "note": ("recall", NUMBER, ("m",)),
}


@pytest.mark.parametrize("lang", [Lang.EN, Lang.ZH])
@pytest.mark.parametrize("name", PAGES)
async def test_a_page_looks_as_it_did(
    name: str,
    lang: Lang,
    pack: Callable[[str], Bank],
    table: Callable[..., Any],
    request: pytest.FixtureRequest,
) -> None:
    kind, predict, keys = PAGES[name]
    this = table({}, kind=kind, bank=pack(predict), lang=lang)
    this.checks.whole = measured_whole()
    await walk(this, keys, name, lang, request)


@pytest.mark.parametrize("lang", [Lang.EN, Lang.ZH])
async def test_a_broken_check_looks_as_it_did(
    lang: Lang,
    pack: Callable[[str], Bank],
    table: Callable[..., Any],
    request: pytest.FixtureRequest,
) -> None:
    this = table({}, kind="predict", bank=pack(NUMBER), lang=lang)
    this.checks.breaks = "the check breaks: shapes do not match"
    await walk(this, ("8", "enter"), "broken", lang, request)


@pytest.mark.parametrize("lang", [Lang.EN, Lang.ZH])
async def test_a_changed_claim_looks_as_it_did(
    lang: Lang,
    pack: Callable[[str], Bank],
    table: Callable[..., Any],
    request: pytest.FixtureRequest,
) -> None:
    this = table({}, kind="predict", bank=pack(NUMBER), lang=lang)
    card = CardId("predict", "scaling/why", "it")
    _ = this.store.append(
        card, Rating.AGAIN, clock=this.now[0], random=os.urandom, content="another claim"
    )
    this.now[0] = this.now[0].replace(hour=10)
    this.desk.session.reload(this.desk.session.bank, this.now[0])
    await walk(this, (), "changed", lang, request)


@pytest.mark.parametrize("lang", [Lang.EN, Lang.ZH])
async def test_a_leech_looks_as_it_did(
    lang: Lang,
    pack: Callable[[str], Bank],
    table: Callable[..., Any],
    request: pytest.FixtureRequest,
) -> None:
    this = table({}, bank=pack(NUMBER), lang=lang)
    card = CardId("recall", "scaling/why")
    for rating in (Rating.EASY, Rating.EASY, Rating.AGAIN) * LEECH:
        memory = this.store.memory(card)
        this.now[0] = memory.due if memory else this.now[0]
        _ = this.store.append(card, rating, clock=this.now[0], random=os.urandom)
    this.now[0] = this.store.memory(card).due
    this.desk.session.reload(this.desk.session.bank, this.now[0])
    await walk(this, ("space",), "leech", lang, request)


async def walk(
    this: Any, keys: Sequence[str], name: str, lang: Lang, request: pytest.FixtureRequest
) -> None:
    """Press the keys, then hold the page against its snapshot, in each size."""
    async with this.app.run_test(size=SIZES[0]) as pilot:
        for key in keys:
            await pilot.press(key)
            await settle(this, pilot)
        for width, height in SIZES:
            await pilot.resize_terminal(width, height)
            await settle(this, pilot)
            hold(this.text(), f"{name.replace(' ', '-')}-{width}x{height}-{lang}.txt", request)


async def settle(this: Any, pilot: Any) -> None:
    """Wait until no check runs, and the page no longer changes."""
    page = ""
    for _ in range(500):
        await pilot.pause(0.02)
        await this.app.workers.wait_for_complete()
        page, before = this.text(), page
        if page == before:
            return
    raise AssertionError(f"the page never came to rest:\n{page}")


def hold(page: str, file: str, request: pytest.FixtureRequest) -> None:
    """The page is the one in the file, or becomes it."""
    path = SNAPSHOTS / file
    page = f"{page.rstrip()}\n"
    if request.config.getoption("--renew-snapshots"):
        SNAPSHOTS.mkdir(exist_ok=True)
        _ = path.write_text(page, encoding="utf-8")
    assert path.is_file(), f"no snapshot {file}: run pytest with --renew-snapshots"
    assert page == path.read_text(encoding="utf-8")


def test_no_snapshot_is_left_over() -> None:
    pages = [*(name.replace(" ", "-") for name in PAGES), "broken", "changed", "leech"]
    wanted = {f"{p}-{w}x{h}-{lang}.txt" for p in pages for w, h in SIZES for lang in ("en", "zh")}
    assert {path.name for path in SNAPSHOTS.iterdir()} == wanted
