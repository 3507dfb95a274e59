"""A screen as a picture, for the README and for what the tests hold a screen against."""

import re
from html import unescape
from typing import Any

from rich.cells import cell_len
from textual.app import App

ID = re.compile(r"terminal-\d+")
FONTS = re.compile(r" *@font-face \{.*?\}\n+", re.DOTALL)
TEXT = re.compile(r'<text class="[^"]*" x="[^"]*" y="[^"]*" textLength="([^"]*)"[^>]*>([^<]*)<')


def picture_of(app: App[Any], title: str) -> str:
    """The screen as SVG: the same bytes for the same page, with no address to fetch anything from.

    Rich gives each text a length of one column for each character, which has a browser squeeze
    Chinese into half its width; here a character takes the columns that it takes in a terminal.
    """
    return mended(app.export_screenshot(title=title, simplify=True))


def mended(svg: str) -> str:
    """What Rich exports, with the widths of texts, its ids and fonts put right."""

    def lengthen(match: re.Match[str]) -> str:
        text = unescape(match[2])
        length = float(match[1]) / len(text) * cell_len(text)
        return match[0].replace(f'textLength="{match[1]}"', f'textLength="{length:.5g}"', 1)

    named = ID.sub("page", FONTS.sub("", svg))
    kept = TEXT.sub(lengthen, named).replace("<svg ", '<svg xml:space="preserve" ', 1)
    return "\n".join(line.rstrip() for line in kept.strip().splitlines()) + "\n"
