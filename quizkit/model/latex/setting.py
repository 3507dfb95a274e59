"""From atoms to text: where a space stands, and where brackets are needed on one line."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from quizkit.model.latex.symbols import Kind


@dataclass(slots=True)
class Atom:
    """A symbol with its scripts.

    `loose` says that it ends in something that would run into what follows: a script that Unicode
    has no letters for, a root.
    """

    text: str
    kind: Kind = Kind.ORDINARY
    sub: str = ""
    sup: str = ""
    loose: bool = False

    def __str__(self) -> str:
        return self.text + self.sub + self.sup


def bracketed(atoms: Sequence[Atom], *, within: int) -> str:
    """A part of a fraction or root, in brackets where its end could not be seen."""
    text = spaced(atoms)
    kinds = {a.kind for a in atoms[1:]} | {a.kind for a in atoms[:1] if a.text != "−"}
    simple = not kinds & {Kind.OPERATOR, Kind.RELATION, Kind.COMMA, Kind.FRACTION, Kind.BIG}
    whole = _encloses(atoms)
    called = len(atoms) > 1 and atoms[0].kind is Kind.WORD and _encloses(atoms[1:])
    if (simple and len(atoms) <= within and "/" not in text) or whole or called:
        return text
    return f"({text})"


def _encloses(atoms: Sequence[Atom]) -> bool:
    """Whether the first bracket closes at the very end."""
    depth = 0
    for i, atom in enumerate(atoms):
        depth += (atom.kind is Kind.OPEN) - (atom.kind is Kind.CLOSE)
        if depth == 0:
            return i == len(atoms) - 1 and i > 0
    return False


def spaced(atoms: Sequence[Atom], *, tight: bool = False) -> str:
    """Join atoms, with spaces as a formula is set on one line; scripts are set tight."""
    text = ""
    before: Atom | None = None
    for atom, after in zip_longest(atoms, atoms[1:]):
        written = _fraction(before, atom, after) if atom.kind is Kind.FRACTION else str(atom)
        unary = atom.kind is Kind.OPERATOR and (before is None or before.kind in NO_OPERAND)
        if unary:
            atom = Atom(atom.text, Kind.SIGN)
        if before and _gap(before, atom, tight=tight) and not text.endswith(" "):
            text += " "
        text += written
        before = atom
    return " ".join(text.split()) if not tight else text.strip()


NO_OPERAND = frozenset(
    {Kind.OPEN, Kind.SIGN, Kind.RELATION, Kind.OPERATOR, Kind.COMMA, Kind.VERBATIM}
)
"""After these, a minus is a sign."""
OPERANDS = frozenset({Kind.ORDINARY, Kind.WORD, Kind.BIG, Kind.FRACTION})


def _gap(a: Atom, b: Atom, *, tight: bool) -> bool:
    kinds = (a.kind, b.kind)
    if Kind.VERBATIM in kinds:
        return False
    if not tight and (Kind.RELATION in kinds or Kind.OPERATOR in kinds or a.kind is Kind.COMMA):
        return True
    if a.kind is Kind.BIG:
        return not tight or b.kind is not Kind.OPEN
    if Kind.WORD in kinds or b.kind is Kind.BIG:
        return a.kind in OPERANDS | {Kind.CLOSE} and b.kind in OPERANDS
    return a.loose and b.kind in OPERANDS


def _fraction(before: Atom | None, atom: Atom, after: Atom | None) -> str:
    """A fraction beside a factor, or with an exponent, is put in brackets."""
    alone = not (atom.sub or atom.sup)
    left = before is None or before.kind in NO_OPERAND | {Kind.BIG}
    right = after is None or after.kind not in OPERANDS | {Kind.OPEN}
    return atom.text if alone and left and right else f"({atom.text}){atom.sub}{atom.sup}"
