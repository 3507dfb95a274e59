"""Cards in Markdown: `Q:`/`A:` and cloze as hashcards has them, and the forms of Obsidian."""

import re
from collections.abc import Iterator
from pathlib import Path

from quizkit.intake.draft import Draft, Found, no_media
from quizkit.intake.encodings import read_text
from quizkit.intake.markup import plain

_FENCE = re.compile(r"\s*(```|~~~)")
_LETTER = re.compile(r"([QAC]):(?:\s+|$)")
_RULE = re.compile(r"\s*(?:-{3,}|\*{3,})\s*")
_ONE_LINE = re.compile(r"(.+?\S)\s*(?<!:):::?(?!:)\s*(\S.*)")
_SCHEDULE = re.compile(r"<!--\s*SR:.*?-->", re.DOTALL)
_TAG = re.compile(r"(?<![\w/&#])#([^\W\d][\w/-]*)")
_GAP = re.compile(r"(?<![\\!\]])\[([^\[\]\n]+)\](?![(\[:])")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
Line = tuple[int, str, bool]
"""Its number, its text, and whether it lies in a fence of code."""


def read_notes(path: Path) -> Found:
    """The cards of a Markdown file; what begins a card and is none is told by its line.

    Raises:
        QuizkitError: it cannot be read.
    """
    text = _SCHEDULE.sub("", read_text(path))
    matter = _FRONT_MATTER.match(text)
    first = text.count("\n", 0, matter.end()) + 1 if matter else 1
    lines = list(_lines(text[matter.end() :] if matter else text, first))
    notices: list[str] = []
    tags = tuple(
        dict.fromkeys(t for _, line, code in lines if _is_tags(line, code) for t in _tags(line))
    )
    if any(not code and line.startswith(("Q:", "C:")) for _, line, code in lines):
        drafts = list(_lettered(lines, path.name, notices))
    else:
        drafts = list(_obsidian(lines))
    found = tuple(
        Draft(front, _untagged(front), back, tags=tuple(dict.fromkeys((*tags, *_tags(front)))))
        for front, back in drafts
    )
    return Found(found, no_media, tuple(notices))


def _lines(text: str, first: int) -> Iterator[Line]:
    code = False
    for number, line in enumerate(text.split("\n"), first):
        fence = _FENCE.match(line) is not None
        yield number, line, code or fence
        code ^= fence


def _lettered(lines: list[Line], name: str, notices: list[str]) -> Iterator[tuple[str, str]]:
    """`Q:` and its `A:`, up to the next card or a rule; `C:` a text with [gaps]."""
    asked: tuple[int, str] | None = None
    for number, letter, text in [*_parts(lines), (0, "", "")]:
        if letter == "A" and asked and text:
            yield asked[1], text
            asked = None
            continue
        if asked:
            notices.append(f"{name}:{asked[0]}: a question without an answer")
        asked = (number, text) if letter == "Q" else None
        if letter == "C" and _GAP.search(text):
            yield _GAP.sub("[…]", text), _GAP.sub(r"**\1**", text)
        elif letter in ("A", "C"):
            notices.append(f"{name}:{number}: {letter}: stands alone")


def _parts(lines: list[Line]) -> Iterator[tuple[int, str, str]]:
    """Each text that a letter begins, with the line and the letter."""
    parts: list[tuple[int, str, list[str]]] = []
    outside = True
    for number, line, code in lines:
        letter = None if code else _LETTER.match(line)
        if letter:
            parts.append((number, letter[1], [line[letter.end() :]]))
            outside = False
        elif not code and _RULE.fullmatch(line):
            outside = True
        elif not outside:
            parts[-1][2].append(line)
    for number, letter, told in parts:
        yield number, letter, plain("\n".join(told))


def _obsidian(lines: list[Line]) -> Iterator[tuple[str, str]]:
    """`front::back` on one line; or paragraphs with a line `?` between them."""
    block: list[tuple[str, bool]] = []
    for _, line, code in [*lines, (0, "", False)]:
        if line.strip() or code:
            block.append((line, code))
            continue
        yield from _block(block)
        block = []


def _block(block: list[tuple[str, bool]]) -> Iterator[tuple[str, str]]:
    marks = [i for i, (line, code) in enumerate(block) if not code and line.strip() in ("?", "??")]
    if marks and 0 < marks[0] < len(block) - 1:
        front, back = block[: marks[0]], block[marks[0] + 1 :]
        yield plain("\n".join(x for x, _ in front)), plain("\n".join(x for x, _ in back))
        return
    for line, code in block:
        found = None if code or "`" in line else _ONE_LINE.fullmatch(line.strip())
        if found:
            yield plain(re.sub(r"^[-*]\s+", "", found[1])), plain(found[2])


def _is_tags(line: str, code: bool) -> bool:
    """Whether a line holds nothing but tags, which then hold for the whole file."""
    return not code and bool(line.strip()) and not _TAG.sub("", line).strip()


def _tags(text: str) -> list[str]:
    return _TAG.findall(text)


def _untagged(front: str) -> str:
    """A front without tags at its end."""
    return re.sub(rf"(?:\s+{_TAG.pattern})+\s*$", "", front) or front
