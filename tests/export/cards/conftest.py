"""A deck with everything in it that a format could stumble over, and every format made readable."""

import base64
import io
import json
import re
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from quizkit.export.cards.card import Deck, Evidence, ExportCard, Option, Picture
from quizkit.export.cards.formats import FORMATS, Wanted
from quizkit.export.cards.formats.sheets import sheets_html
from quizkit.model import CardId, Lang, Text, Verdict

DATE = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(2)> [sound:x.mp3] [latex]x[/latex] "
    r"{{c1::x}} $\href{javascript:alert(3)}{x}$ "
    r"$\text{<script>alert(4)</script>}$ [a](javascript:alert(5)) "
    "![b](http://tracker.example/b.png) </script><!--"
)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 44 15" width="44" height="15" role="img">'
    "<title>a line</title><desc>a line</desc><path d='M0 0L44 15' stroke='#888'/></svg>"
)
ANSWER = Text(
    "A score $q\\cdot k$ is a sum of $d_k$ products, so **its variance is** $d_k$.\n\n"
    "| width | deviation |\n| --- | --- |\n| 64 | 8 |\n\n"
    "Q: not a question\n---\n\n- one\n- two & three\n\n"
    "```python\nA: x < y  # $5\n```\n\n$$\\frac{QK^\\top}{\\sqrt{d_k}}$$",
    "得分 $q\\cdot k$ 是 $d_k$ 个乘积\n之和，所以**它的方差是** $d_k$。",
)


def evidence(claim: str, verdict: Verdict, **changed: Any) -> Evidence:
    """What was measured of a claim of the question `scaling/why`."""
    values: dict[str, Any] = {
        "claim": f"scaling/why#{claim}",
        "says": Text("The score has variance 1.", "得分的方差为 1。"),
        "myth": False,
        "truth": None,
        "verdict": verdict,
        "measured_at": DATE,
        "versions": {"torch": "2.13.0+cpu"},
        "device": "cpu",
        "seeds": 2,
        "figure": None,
    }
    return Evidence(**(values | changed))


def card(kind: str, claim: str = "", **changed: Any) -> ExportCard:
    """A card of the question `scaling/why`."""
    values: dict[str, Any] = {
        "id": CardId(kind, "scaling/why", claim),
        "topic": "scaling",
        "difficulty": 2,
        "front": Text("Why divide by $\\sqrt{d_k}$?", "为什么除以 $\\sqrt{d_k}$？"),
        "prompt": Text("Say it.", "请说。"),
        "back": ANSWER,
        "sources": ("Vaswani: Attention Is All You Need. §3.2.1",),
    }
    return ExportCard(**(values | changed))


def cards() -> tuple[ExportCard, ...]:
    """One of each kind, and a hostile one."""
    figured = evidence("variance", Verdict.SUPPORTED, figure=Text("abc123", "abc123"))
    truth = Text("It is 1/4.", "是 1/4。")
    myth = evidence(
        "layers", Verdict.SUPPORTED, myth=True, truth=truth, figure=Text("abc123", "abc123")
    )
    certified = evidence("grows", Verdict.REFUTED, measured_at=None, seeds=1)
    return (
        card("recall", evidence=(figured, certified)),
        card(
            "choice",
            answer=Text("B. The variance grows.", "B. 方差增长。"),
            back=Text("", ""),
            options=(
                Option(Text("The mean grows.", "均值增长。"), False, Text("It is 0.", "为 0。")),
                Option(Text("The variance $d_k$ grows.", "方差 $d_k$ 增长。"), True),
            ),
        ),
        card(
            "myth",
            "layers",
            front=Text("=1+1 is what a fresh layer has.", "＝1+1，刚初始化的层就是这样。"),
            answer=Text("False", "错误"),
            back=Text("In truth: it is 1/4.", "事实是：1/4。"),
            options=(
                Option(Text("True", "正确"), False),
                Option(Text("False", "错误"), True),
            ),
            evidence=(myth,),
        ),
        card("predict", "variance", answer=Text("-0.5", "-0.5"), evidence=(figured,)),
        card(
            "recall",
            id=CardId("recall", "hostile/all"),
            topic="hostile",
            difficulty=1,
            front=Text(HOSTILE, HOSTILE),
            back=Text(HOSTILE, HOSTILE),
            sources=(HOSTILE,),
        ),
    )


@pytest.fixture
def deck() -> Deck:
    """The deck."""
    return Deck("quizkit", cards(), {"abc123": Picture(SVG, "a line <up>")}, DATE)


@pytest.fixture
def hostile() -> str:
    """What a pack may try."""
    return HOSTILE


Make = Callable[..., Any]


@pytest.fixture
def make_card() -> Make:
    """Make a card of a question, with what a test asks for changed."""
    return card


@pytest.fixture
def make_evidence() -> Make:
    """Make what was measured of a claim."""
    return evidence


Render = Callable[..., bytes]


@pytest.fixture
def render(deck: Deck) -> Render:
    """Render the deck, or another, in a format."""

    def render(name: str, lang: Lang = Lang.EN, of: Deck | None = None) -> bytes:
        if name == "print":
            return sheets_html(of or deck, Wanted(lang)).encode()
        return FORMATS[name].render(of or deck, Wanted(lang))

    return render


Read = Callable[[str, bytes], str]


@pytest.fixture
def readable() -> Read:
    """What a format wrote, as text that a diff can show."""
    return _readable


@pytest.fixture
def unpacked() -> Callable[[str, str], list[Any]]:
    """The packed pieces of a page, of one class."""
    return _unpacked


def _unpacked(page: str, name: str) -> list[Any]:
    """The packed pieces of a page, of the class `name`."""
    pieces = re.findall(
        rf'<script type="application/octet-stream" class="{name}">(.*?)</script>', page
    )
    return [json.loads(zlib.decompress(base64.b85decode(p.replace(",", "<")))) for p in pieces]


def _readable(name: str, data: bytes) -> str:
    match name:
        case "anki":
            return _apkg(data)
        case "html":
            page = re.sub(
                r"<style>.*?</style>|<script>.*?</script>", "", data.decode(), flags=re.DOTALL
            )
            page = re.sub(r"'sha256-[^']*'", "'sha256-…'", page)
            told = [_unpacked(page, kind) for kind in ("sources", "cards", "figures")]
            bare = re.sub(r'(class="\w+">)[^<\n]+(</script>\n)', r"\1…\2", page)
            return bare + json.dumps(told, ensure_ascii=False, indent=1) + "\n"
        case "print":
            return re.sub(
                r"<style>.*?</style>|<script>.*?</script>", "", data.decode(), flags=re.DOTALL
            )
        case _:
            return data.decode().replace("\r\n", "\n")


def _apkg(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "c"
        _ = path.write_bytes(archive.read("collection.anki2"))
        connection = sqlite3.connect(path)
        notes = connection.execute(
            "SELECT guid, mid, mod, tags, flds FROM notes ORDER BY id"
        ).fetchall()
        due = connection.execute("SELECT did, ord, due FROM cards ORDER BY id").fetchall()
        decks = json.loads(connection.execute("SELECT decks FROM col").fetchone()[0])
        connection.close()
        told = {
            "files": [(i.filename, i.date_time) for i in archive.infolist()],
            "media": json.loads(archive.read("media")),
            "decks": sorted(d["name"] for d in decks.values()),
            "notes": [[*note[:-1], note[-1].split("\x1f")] for note in notes],
            "cards": due,
        }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
