"""A picture of a pack goes out with the cards that show it, and nothing else of a disk does."""

import json
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest

from quizkit.bank import Bank, load, select
from quizkit.export.cards import pictures
from quizkit.export.cards.card import Deck, Medium
from quizkit.export.cards.deck import deck_of
from quizkit.export.cards.measured import Measurements
from quizkit.model.pictures import located

PNG = b"\x89PNG\r\n\x1a\n of a kind"
NAME = "a_b_c-4003add4c64f.png"
Render = Callable[..., bytes]
Show = Callable[..., Deck]


@pytest.fixture
def bank(make_bank: Callable[[Mapping[str, int]], Bank]) -> Bank:
    """One question, and a picture in its pack."""
    made = make_bank({"scaling/why": 0})
    (made.pack.root / "media").mkdir()
    _ = (made.pack.root / "media/a b_c.png").write_bytes(PNG)
    return made


@pytest.fixture
def show(bank: Bank) -> Show:
    """The recall card of the question with a text as its answer."""

    def show(markdown: str, **options: Any) -> Deck:
        path = bank.file_of("scaling/why")
        text = path.read_text("utf-8")
        told = json.dumps(markdown, ensure_ascii=False)
        head, tail = text.partition("answer:")[0], text[text.index("points:") :]
        _ = path.write_text(f"{head}answer: {{en: {told}, zh: {told}}}\n{tail}", encoding="utf-8")
        again = load(bank.pack)
        return deck_of(
            again,
            select(again, []),
            Measurements.of(again, [], {}),
            title="t",
            date=datetime(2026, 3, 1, tzinfo=UTC),
            references=lambda _: {},
            kinds=["recall"],
            **options,
        )

    return show


@pytest.mark.parametrize("address", ["<media/a b_c.png>", "media/a b_c.png"])
def test_a_picture_of_the_pack_comes_along_under_a_name_of_its_own(
    show: Show, address: str
) -> None:
    deck = show(f"see ![x]({address})")
    assert deck.media == {NAME: Medium("image/png", PNG)}
    assert deck.cards[0].back.en == f"see ![x](<media/{NAME}>)"


@pytest.mark.parametrize(
    "address",
    [
        "<media/none.png>",
        "<media/../secret.png>",
        "<media/..\\\\secret.png>",
        "</etc/passwd.png>",
        "<../media/a b_c.png>",
        "<http://tracker.example/media/a.png>",
        "<media/link.png>",
        "<media/.hidden.png>",
        "<media/page.html>",
        "<media/folder.png>",
    ],
)
def test_nothing_else_of_the_disk_or_the_network_comes_along(
    show: Show, bank: Bank, render: Render, address: str
) -> None:
    root = bank.pack.root
    for name in ("secret.png", "media/.hidden.png", "media/page.html"):
        _ = (root / name).write_bytes(b"SECRET")
    (root / "media/link.png").symlink_to(root / "secret.png")
    (root / "media/folder.png").mkdir()
    deck = show(f"![x]({address})")
    assert deck.media == {}
    for name in ("html", "print"):
        assert b"<img" not in render(name, of=deck)
    with zipfile.ZipFile(BytesIO(render("anki", of=deck))) as package:
        assert package.read("media") == b"{}"


def test_a_picture_that_is_too_large_is_left_out(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MAX_BYTES", len(PNG) - 1)
    assert show("![x](<media/a b_c.png>)").media == {}


def test_every_format_shows_the_picture_or_names_its_file(
    show: Show, render: Render, unpacked: Callable[[str, str], list[Any]]
) -> None:
    deck = show("![](<media/a b_c.png>)")
    uri = deck.media[NAME].uri
    page = render("html", of=deck).decode()
    assert unpacked(page, "figures") == [{NAME: uri}]
    assert f'<img data-media=\\"{NAME}\\" alt=\\"\\">' in json.dumps(unpacked(page, "cards"))
    assert f'<img src="{uri}" alt="">' in render("print", of=deck).decode()
    assert json.loads(render("json", of=deck))["media"] == {NAME: uri}
    with zipfile.ZipFile(BytesIO(render("anki", of=deck))) as package:
        assert json.loads(package.read("media")) == {"0": f"quizkit-{NAME}"}
        assert package.read("0") == PNG
        assert f'<img src="quizkit-{NAME}" alt="">'.encode() in package.read("collection.anki2")
    plain = show("![](<media/a b_c.png>)", pictures=False)
    for name in ("csv", "tsv"):
        assert "[a b_c.png]" in render(name, of=plain).decode()
    assert "media/a b_c.png" in render("markdown", of=plain).decode()


def test_where_no_picture_can_be_shown_its_path_is_told(show: Show, bank: Bank) -> None:
    _ = show("see ![a](<media/a b_c.png>), `![b](x)`")
    told = located(load(bank.pack).question("scaling/why"), bank.pack.root).answer
    path = bank.pack.root / "media/a b_c.png"
    assert path.is_file()
    assert told.en == f"see picture: `{path}`, `![b](x)`"
    assert told.zh == f"see 图片：`{path}`, `![b](x)`"
