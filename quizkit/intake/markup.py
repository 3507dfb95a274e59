"""The text of other programs as the Markdown of a question; nothing in it can run or be fetched."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from quizkit.bank.source import INVISIBLE

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_MATH = re.compile(
    r"\\\((?P<inline>.+?)\\\)|\\\[(?P<block>.+?)\\\]"
    r"|\[\$\](?P<latex>.+?)\[/\$\]|\[\$\$\](?P<latexblock>.+?)\[/\$\$\]"
    r"|(?<![\\$])\$\$(?P<dollars>[^$]+)\$\$|(?<![\\$])\$(?P<dollar>[^\s$](?:[^$\n]*[^\s$])?)\$(?!\d)",
    re.DOTALL,
)
_SOUND = re.compile(r"\[sound:([^\]\n]+)\]")
_CLOZE = re.compile(r"\{\{c\d+::(.*?)(?:::(.*?))?\}\}", re.DOTALL)
_DROPPED = (
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "form",
    "svg",
    "math",
    "head",
    "template",
)
_SAFE_LINK = re.compile(r"https?://", re.IGNORECASE)
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
"""What begins a tag, in Markdown as in HTML."""
_KEPT = "\ue000{}\ue001"
_MARKED = re.compile("\ue000(\\d+)\ue001")
MAX_TEXT = 200_000
"""Characters of one field; HTML of any more is no card."""


def plain(text: str) -> str:
    """A text that is Markdown already, without anything that nobody can see."""
    clean = INVISIBLE.sub("", text.replace("\u00a0", " ")).expandtabs(4)
    # A placeholder of ours in somebody's text would be taken for one that is to be filled in.
    return (
        "\n".join(line.rstrip() for line in clean.split("\n"))
        .replace("<write ", "< write ")
        .strip()
    )


def literal(text: str) -> str:
    """A text that is no markup, as Markdown in which no tag begins."""
    return plain(_TAG.sub(r"\\<", text))


def markdown_of(html: str, media: Callable[[str], str | None] = lambda _: None) -> str:
    """The HTML of a field as Markdown; `media` gives the name of a file that is kept, else None.

    Raises:
        ValueError: it is too long.
    """
    import warnings

    from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning
    from markdownify import MarkdownConverter

    if len(html) > MAX_TEXT:
        raise ValueError(f"a field has {len(html):,} characters; at most {MAX_TEXT:,} are taken")
    kept: list[str] = []
    text = re.sub("[\ue000\ue001]", "", html)
    text = _MATH.sub(lambda found: _keep(_formula(found), kept), text)
    text = _SOUND.sub(lambda found: _keep(_sound(found[1], media), kept), text)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
            soup = BeautifulSoup(text, "html.parser")
        _disarm(soup, media, kept)
        converter = MarkdownConverter(heading_style="ATX", bullets="-", escape_misc=False)
        told = converter.convert_soup(soup)
    except RecursionError:
        raise ValueError("a field is nested too deeply") from None
    told = _TAG.sub(r"\\<", told)
    told = _MARKED.sub(lambda found: kept[int(found[1])], told)
    return plain(re.sub(r"\n{3,}", "\n\n", told))


def _disarm(soup: "BeautifulSoup", media: Callable[[str], str | None], kept: list[str]) -> None:
    """Take out what would run or be fetched; an image that is kept becomes Markdown."""
    for tag in soup(list(_DROPPED)):
        tag.decompose()
    for tag in soup(["img", "a"]):
        if tag.name == "img":
            name = media(str(tag.get("src", "")))
            alt = str(tag.get("alt", ""))
            shown = _keep(f"![{_label(alt)}](<media/{name}>)", kept) if name else alt
            _ = tag.replace_with(shown)
        elif not _SAFE_LINK.match(str(tag.get("href", ""))):
            _ = tag.unwrap()


def has_cloze(text: str) -> bool:
    """Whether a field has gaps, as Anki writes them."""
    return _CLOZE.search(text) is not None


def with_gaps(text: str) -> str:
    """The text of a cloze with its gaps, each with its hint if it has one."""
    return _CLOZE.sub(lambda found: f"[{found[2] or '…'}]", text)


def filled(text: str) -> str:
    """The text of a cloze with what stands in its gaps, in bold."""
    return _CLOZE.sub(lambda found: f"<b>{found[1]}</b>", text)


def _keep(text: str, kept: list[str]) -> str:
    """A mark for a text that no converter may change."""
    kept.append(text)
    return _KEPT.format(len(kept) - 1)


def _formula(found: re.Match[str]) -> str:
    import html

    block = found["block"] or found["latexblock"] or found["dollars"]
    inside = html.unescape(re.sub(r"<[^>]*>", " ", block or found[found.lastgroup or 0]))
    inside = " ".join(inside.replace("$", "").split())
    return f"\n\n$${inside}$$\n\n" if block else f"${inside}$"


def _sound(name: str, media: Callable[[str], str | None]) -> str:
    kept = media(name)
    return f"[{_label(name)}](<media/{kept}>)" if kept else ""


def _label(text: str) -> str:
    return re.sub(r"[\[\]()<>\n]", " ", text).strip()
