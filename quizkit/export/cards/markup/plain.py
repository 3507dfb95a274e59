"""Markdown as plain text: formulas in Unicode, lists with bullets, tables with bars."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from quizkit.export.cards.markup.html import is_bare
from quizkit.model.flow import joined
from quizkit.model.formula import unicode_math

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode


def plain(markdown: str) -> str:
    """A text without marks; its paragraphs, lists and tables are separated by an empty line."""
    if is_bare(markdown):
        return markdown
    from markdown_it.tree import SyntaxTreeNode

    root = SyntaxTreeNode(_reader().parse(unicode_math(joined(markdown))))
    return "\n\n".join(block for child in root.children if (block := _block(child)))


@cache
def _reader() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _block(node: "SyntaxTreeNode") -> str:
    match node.type:
        case "bullet_list" | "ordered_list":
            return "\n".join(_items(node))
        case "table":
            return "\n".join(_rows(node))
        case "fence" | "code_block":
            return node.content.rstrip("\n")
        case "hr":
            return "—"
        case "inline":
            return "".join(_words(node))
        case _:
            return "\n".join(block for child in node.children if (block := _block(child)))


def _items(node: "SyntaxTreeNode") -> Iterator[str]:
    """The items of a list; what lies below the first line of one stands under it."""
    start = node.attrs.get("start", 1)
    for number, item in enumerate(node.children, int(start)):
        mark = f"{number}. " if node.type == "ordered_list" else "• "
        yield mark + _block(item).replace("\n", "\n" + " " * len(mark))


def _rows(table: "SyntaxTreeNode") -> Iterator[str]:
    for part in table.children:
        for row in part.children:
            yield " | ".join(_block(cell) for cell in row.children)


def _words(node: "SyntaxTreeNode") -> Iterator[str]:
    """The text of an inline node, without its marks."""
    for child in node.children:
        match child.type:
            case "softbreak":
                yield " "
            case "hardbreak":
                yield "\n"
            case "text" | "code_inline":
                yield child.content
            case "image":
                # Without words for it, a picture is named by its file.
                yield child.content or f"[{unquote(str(child.attrs['src'])).rpartition('/')[2]}]"
            case _:
                yield from _words(child)
