"""Chinese in Markdown: a line end in the source is no space."""

import re
import unicodedata

FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\1[`~]* *$|\Z)", re.DOTALL | re.MULTILINE)
LINE_END = re.compile(r"([^\s*_])([*_]*)\n[ \t]*(?=[*_]*([^\s*_]))")
"""The end of a line between two characters, of which emphasis may begin or end at either."""
BLOCK = re.compile(r"(?:[-*+>|#]|\d+[.)])[ \t]|[-*_=]{3,}|\|")
"""What begins a block of its own, and is never joined to the line before."""


def joined(markdown: str) -> str:
    """Join the lines of a Chinese paragraph, between which Markdown would set a space.

    A line end stays, as a space between words, where neither side is Chinese or a full-width mark,
    or where a Chinese character meets a Latin letter. Code blocks stay as they are.
    """
    parts: list[str] = []
    end = 0
    for fence in FENCE.finditer(markdown):
        parts += [_joined(markdown[end : fence.start()]), fence[0]]
        end = fence.end()
    return "".join([*parts, _joined(markdown[end:])])


def _joined(text: str) -> str:
    def end_of_line(found: re.Match[str]) -> str:
        before, marks, after = found.groups()
        if BLOCK.match(text, found.end()):
            return found[0]
        both = _wide(before) and _wide(after)
        return before + marks if both or _mark(before) or _mark(after) else found[0]

    return LINE_END.sub(end_of_line, text)


def _wide(c: str) -> bool:
    return unicodedata.east_asian_width(c) in "WF"


def _mark(c: str) -> bool:
    return _wide(c) and unicodedata.category(c).startswith("P")
