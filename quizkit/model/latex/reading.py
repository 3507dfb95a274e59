"""From pylatexenc's nodes to atoms: symbols with their scripts."""

import unicodedata
from collections.abc import Sequence
from typing import Any

from quizkit.model.latex.setting import Atom, bracketed, spaced
from quizkit.model.latex.symbols import (
    ACCENTS,
    BLACKBOARD,
    DELIMITERS,
    NOTHING,
    SPACES,
    SUBSCRIPTS,
    SUPERSCRIPTS,
    SYMBOLS,
    WORDS,
    Kind,
    kind_of,
    symbol,
)

Item = Any
"""A character, or a node of pylatexenc, which has no types."""


def rows_of(nodes: Sequence[Item]) -> list[list[Atom]]:
    """The rows of a formula that is one aligned environment, else the formula as one row."""
    real = [n for n in nodes if not (_is(n, "Chars") and not n.chars.strip())]
    if len(real) == 1 and _is(real[0], "Environment") and real[0].environmentname in ALIGNED:
        return [_atoms(row) for row in _split(real[0].nodelist) if row]
    return [_atoms(_items(nodes))]


ALIGNED = frozenset({"aligned", "align", "align*", "split", "gathered", "gather", "gather*"})
BRACKETS = {"cases": ("{", "}"), "pmatrix": ("(", ")"), "vmatrix": ("|", "|")}
"""What stands around an environment; around any other, a matrix's brackets."""


def _items(nodes: Sequence[Item]) -> list[Item]:
    """Single characters and nodes, since a script belongs to the one item before it."""
    items: list[Item] = []
    for node in nodes:
        if _is(node, "Chars"):
            items += node.chars
        elif _is(node, "Specials"):
            items.append(node.specials_chars)
        elif not _is(node, "Comment"):
            items.append(node)
    return items


def _split(nodes: Sequence[Item]) -> list[list[Item]]:
    """The rows of an environment, of which each ends with two backslashes."""
    rows: list[list[Item]] = [[]]
    for item in _items(nodes):
        if _is(item, "Macro") and item.macroname == "\\":
            rows.append([])
        elif rows[-1] or not _char(item, "&"):
            rows[-1].append(item)
    return [row for row in rows if not all(_char(item, " \n") for item in row)]


def _cells(row: Sequence[Item]) -> list[list[Item]]:
    cells: list[list[Item]] = [[]]
    for item in row:
        if _char(item, "&"):
            cells.append([])
        else:
            cells[-1].append(item)
    return cells


def _atoms(items: Sequence[Item]) -> list[Atom]:
    atoms: list[Atom] = []
    i = 0
    while i < len(items):
        item = items[i]
        i += 1
        if _char(item, "^_"):
            while i < len(items) and _char(items[i], " \n"):
                i += 1
            _attach(atoms, item, items[i : i + 1])
            i += 1
        elif isinstance(item, str):
            _add_character(atoms, item, items[i : i + 4])
        elif _is(item, "Macro") and item.macroname == "operatorname" and i < len(items):
            atoms.append(Atom(_verbatim(items[i : i + 1]).strip(), Kind.WORD))
            i += 1
        else:
            atoms += _from_node(item)
    return atoms


def _attach(atoms: list[Atom], mark: str, script: Sequence[Item]) -> None:
    if not atoms or atoms[-1].kind in (Kind.OPEN, Kind.RELATION, Kind.VERBATIM):
        atoms.append(Atom(""))
    last = atoms[-1]
    text = spaced(_atoms(_unwrapped(script)), tight=True)
    table = SUPERSCRIPTS if mark == "^" else SUBSCRIPTS
    if text == "T" and mark == "^":
        text = "⊤"
    if all(c in table for c in text):
        written, loose = "".join(table[c] for c in text), False
    else:
        written, loose = mark + (text if text.isascii() and text.isalnum() else f"({text})"), True
    if mark == "^":
        last.sup += written
    else:
        last.sub += written
    last.loose = last.loose or loose


def _add_character(atoms: list[Atom], c: str, following: Sequence[Item]) -> None:
    last = atoms[-1] if atoms else None
    if last and not (last.sub or last.sup) and _goes_on(last.text, c, following):
        last.text += c
    elif c in SYMBOLS:
        text, kind = SYMBOLS[c]
        if text == "′" and last:
            last.sup += text
        else:
            atoms.append(Atom(text, kind))
    elif not c.isspace():
        atoms.append(Atom(c, kind_of(c)))


def _goes_on(text: str, c: str, following: Sequence[Item]) -> bool:
    """Whether c is part of the number that text begins: 1.5 and 30,522, but not 0,1."""
    digits = [isinstance(f, str) and f.isdigit() for f in following]
    if c == ",":
        return text.isdigit() and digits[:3] == [True] * 3 and digits[3:] != [True]
    if c == ".":
        return text.isdigit() and digits[:1] == [True]
    return c.isdigit() and text[-1:].isdigit() | (text[-1:] in (".", ",") and len(text) > 1)


def _from_node(node: Item) -> list[Atom]:
    if _is(node, "Group"):
        inner = _atoms(_items(node.nodelist))
        # Braces around one comma, as in 30{,}522, take its space away.
        return [Atom(spaced(inner, tight=True))] if len(inner) == 1 else inner
    if _is(node, "Environment"):
        return [Atom(_environment(node))]
    if not _is(node, "Macro"):
        return [Atom(_verbatim([node]), Kind.VERBATIM)]
    name: str = node.macroname
    arguments = [a for a in (node.nodeargd.argnlist if node.nodeargd else ()) if a is not None]
    if name in NOTHING:
        return []
    if name in SPACES:
        return [Atom(" ", Kind.VERBATIM)]
    if name in DELIMITERS:
        return [Atom(DELIMITERS[name], _delimiter(name))]
    if not arguments:
        return [Atom(symbol(name), kind_of(symbol(name)))]
    return _with_arguments(name, arguments)


def _delimiter(name: str) -> Kind:
    if name.startswith("r") or name == "}":
        return Kind.CLOSE
    return Kind.OPEN if name.startswith("l") or name == "{" else Kind.ORDINARY


def _with_arguments(name: str, arguments: Sequence[Item]) -> list[Atom]:
    inner = _atoms(_unwrapped(arguments[-1:]))
    if name in WORDS:
        text = _verbatim(arguments[-1:])
        if name in ("text", "mbox", "textrm", "textit", "textbf"):
            return [Atom(text, Kind.VERBATIM if " " in text else kind_of(text))]
        return [Atom(text, kind_of(text))]
    if name == "mathbb":
        return [Atom(spaced(inner).translate(BLACKBOARD))]
    if name in ACCENTS:
        text = "".join(c + ACCENTS[name] for c in spaced(inner, tight=True))
        return [Atom(unicodedata.normalize("NFC", text))]
    if name == "sqrt":
        degree = spaced(_atoms(_unwrapped(arguments[:-1])), tight=True)
        root = {"": "√", "3": "∛", "4": "∜"}.get(degree) or f"{degree}√"
        return [Atom(root + bracketed(inner, within=1), loose=True)]
    if name in ("frac", "dfrac", "tfrac"):
        above = _atoms(_unwrapped(arguments[:1]))
        # ∂x is one thing.
        below = bracketed(inner, within=2 if inner and inner[0].text == "∂" else 1)
        return [Atom(f"{bracketed(above, within=len(above))}/{below}", Kind.FRACTION)]
    return inner


def _environment(node: Item) -> str:
    left, right = BRACKETS.get(node.environmentname, ("[", "]"))
    column = ", " if node.environmentname == "cases" else " "
    rows = [
        column.join(spaced(_atoms(cell)) for cell in _cells(row)) for row in _split(node.nodelist)
    ]
    return left + "; ".join(rows) + right


def _unwrapped(items: Sequence[Item]) -> list[Item]:
    """The items of an argument, without its braces."""
    flat: list[Item] = []
    for item in items:
        if isinstance(item, str):
            flat.append(item)
        else:
            flat += _items(item.nodelist if _is(item, "Group") else [item])
    return flat


def _verbatim(items: Sequence[Item]) -> str:
    """The text of nodes that are no mathematics."""
    parts: list[str] = []
    for item in _unwrapped(items):
        if isinstance(item, str):
            parts.append(item)
        elif _is(item, "Macro"):
            parts.append(SPACES.get(item.macroname) or symbol(item.macroname))
        elif _is(item, "Group"):
            parts.append(_verbatim([item]))
        elif _is(item, "Math"):
            parts.append(spaced(_atoms(_items(item.nodelist))))
    return "".join(parts)


def _char(item: Item, any_of: str) -> bool:
    return isinstance(item, str) and item in any_of


def _is(node: Item, what: str) -> bool:
    return type(node).__name__ == f"Latex{what}Node"
