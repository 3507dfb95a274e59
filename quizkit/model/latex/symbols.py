"""Which symbol each character and each command of LaTeX stands for."""

from enum import Enum, auto
from functools import cache

SUPERSCRIPTS = dict(
    zip(
        "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ′ ",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ′ ",
        strict=True,
    )
) | {"⊤": "ᵀ", "∗": "*", "†": "†", "∘": "°"}
SUBSCRIPTS = dict(
    zip(
        "0123456789+−=()aehijklmnoprstuvxβγρφχ ",
        "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ ",
        strict=True,
    )
)
ACCENTS = {"hat": "\u0302", "widehat": "\u0302", "bar": "\u0304", "overline": "\u0305"} | {
    "tilde": "\u0303",
    "widetilde": "\u0303",
    "dot": "\u0307",
    "ddot": "\u0308",
    "vec": "\u20d7",
    "underline": "\u0332",
}


class Kind(Enum):
    """What an atom is, which decides the space around it."""

    ORDINARY = auto()
    WORD = auto()
    BIG = auto()
    FRACTION = auto()
    OPERATOR = auto()
    RELATION = auto()
    SIGN = auto()
    OPEN = auto()
    CLOSE = auto()
    COMMA = auto()
    VERBATIM = auto()
    """Text and explicit spaces, set as they are."""


SYMBOLS = (
    {c: (c, Kind.RELATION) for c in "=:"}
    | {"<": ("<", Kind.RELATION), ">": (">", Kind.RELATION)}
    | {"+": ("+", Kind.OPERATOR), "-": ("−", Kind.OPERATOR), "*": ("∗", Kind.ORDINARY)}
    | {c: (c, Kind.OPEN) for c in "(["}
    | {c: (c, Kind.CLOSE) for c in ")]!"}
    | {c: (c, Kind.COMMA) for c in ",;"}
    | {"&": (" ", Kind.VERBATIM), "~": (" ", Kind.VERBATIM), "'": ("′", Kind.ORDINARY)}
)
RELATIONS = frozenset("=≠≤≥<>≈∼≃≅∝∈∉∋⊂⊆⊃→←↔⇒⇐⇔↦⟶⟹≪≫≡≜≔∣⊥∥⩽⩾")
OPERATORS = frozenset("±∓×÷⊙⊗⊕∘∪∩∧∨∖")
BIG = frozenset("∑∏∫⋃⋂∮")
BIGGER = ("big", "Big", "bigg", "Bigg")
NOTHING = frozenset(
    {"left", "right", "middle", "limits", "nolimits", "displaystyle", "textstyle", "!"}
    | {size + side for size in BIGGER for side in ("", "l", "r", "m")}
)
SPACES = dict.fromkeys([",", ":", ";", ">", " ", "quad", "qquad", "\n"], " ")
WORDS = frozenset(("text", "textrm", "textbf", "textit", "mbox", "mathrm", "mathsf", "mathtt"))
BLACKBOARD = str.maketrans("RNZQCPE1", "ℝℕℤℚℂℙ𝔼𝟙")
DELIMITERS = {"lVert": "‖", "rVert": "‖", "|": "‖", "Vert": "‖", "lvert": "|", "rvert": "|"} | {
    "vert": "|",
    "{": "{",
    "}": "}",
    "langle": "⟨",
    "rangle": "⟩",
    "lbrace": "{",
    "rbrace": "}",
    "lfloor": "⌊",
    "rfloor": "⌋",
    "lceil": "⌈",
    "rceil": "⌉",
}
OURS = {
    "cdot": "·",
    "mid": "∣",
    "colon": ":",
    "to": "→",
    "gets": "←",
    "ldots": "…",
    "dots": "…",
    "cdots": "⋯",
    "top": "⊤",
    "intercal": "⊤",
    "epsilon": "ε",
    "varepsilon": "ε",
    "phi": "φ",
    "varphi": "φ",
    "ast": "∗",
    "star": "⋆",
    "prime": "′",
    "ne": "≠",
    "lt": "<",
    "gt": ">",
    "implies": "⇒",
    "iff": "⇔",
    "coloneqq": "≔",
    "triangleq": "≜",
} | {c: c for c in "%_#$&"}
"""Where the usual symbol is another than pylatexenc's, or it has none."""


@cache
def symbol(name: str) -> str:
    """The symbol of a command, else its name: no command is left in the text."""
    if name in OURS:
        return OURS[name]
    from pylatexenc.latex2text import get_default_latex_context_db

    spec = get_default_latex_context_db().get_macro_spec(name)
    shown = getattr(spec, "simplify_repl", None)
    return shown.strip() if isinstance(shown, str) and "%" not in shown else name


def kind_of(text: str) -> Kind:
    """What a symbol is, which decides the space around it."""
    if text in RELATIONS:
        return Kind.RELATION
    if text in OPERATORS:
        return Kind.OPERATOR
    if text in BIG:
        return Kind.BIG
    return Kind.WORD if len(text) > 1 and text.isalpha() else Kind.ORDINARY
