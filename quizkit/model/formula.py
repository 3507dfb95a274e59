r"""Formulas as Unicode: `$\sqrt{d_k}$` becomes √dₖ, for terminals and whatever else sets no LaTeX.

This module finds the formulas in Markdown; `quizkit.model.latex` rewrites each of them.
"""

import re

PIECES = re.compile(
    r"""
      (?P<fence>^[ ]{0,3}(?P<f>`{3,}|~{3,}).*?(?:^[ ]{0,3}(?P=f)[`~]*[ ]*$|\Z))  # a code block
    | (?P<code>(?P<c>(?<!`)`+(?!`)).+?(?<!`)(?P=c)(?!`))                        # a code span
    | (?P<escaped>\\.)                                                          # \$ is a dollar
    | \$\$(?P<display>.+?)\$\$
    | \$(?P<inline>(?![\s$])(?:[^$\\\n]|\\.|\n(?!\s*\n))+?)(?<!\s)\$(?!\d)
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
INDENT = re.compile(r"[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)?")
"""What a display formula stands under: its paragraph belongs to the same item of a list."""


def unicode_math(markdown: str) -> str:
    """Rewrite the formulas of a Markdown text as Unicode, and leave everything else as it is.

    `$…$` stands in its line, `$$…$$` becomes a paragraph. As everywhere in Markdown, a formula
    begins and ends without a space, a dollar before a digit ends none, and code is left alone. The
    result is Markdown again; whatever in a formula Markdown would take for its own is escaped.
    """

    def rewritten(piece: re.Match[str]) -> str:
        from quizkit.model.latex import to_unicode

        if (inline := piece["inline"]) is not None:
            return _escaped("; ".join(to_unicode(inline)), markdown[piece.end() : piece.end() + 1])
        if (display := piece["display"]) is not None:
            line = markdown[markdown.rfind("\n", 0, piece.start()) + 1 : piece.start()]
            under = INDENT.match(line)
            indent = "\n\n" + " " * (under.end() if under else 0)
            # Two spaces at the end of a line break it there.
            rows = [_escaped(row, "\n") for row in to_unicode(display)]
            return indent + f"  {indent[1:]}".join(rows) + indent
        return piece[0]

    return PIECES.sub(rewritten, markdown) if "$" in markdown else markdown


def _escaped(formula: str, following: str) -> str:
    """Escape what Markdown would take for its own marks, and no more: some read it as it is.

    An underscore after a letter begins no emphasis, a star before a space neither; a bracket begins
    a link only where another follows it, an angle a tag only before a letter.
    """
    return MARKS.sub(r"\\\g<0>", formula + following).removesuffix(following)


MARKS = re.compile(r"(?<![^\W_])_|\*(?=\S)|\](?=[(\[:])|<(?=[A-Za-z/!?])|`")
