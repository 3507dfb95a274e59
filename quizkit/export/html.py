"""A sheet as one web page that needs nothing else: no network, no script, light and dark."""

from html import escape

from quizkit.figure import svg
from quizkit.figure.page import Section, Sheet, Table

STYLE = """\
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, 'Noto Sans CJK SC', 'PingFang SC', sans-serif; max-width: 46rem;
  margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; }
h2 { font-size: 1.15rem; margin: 2.2rem 0 .4rem; border-bottom: 1px solid #8884; }
table { border-collapse: collapse; margin: .8rem 0; font-variant-numeric: tabular-nums; }
th, td { padding: .15rem .8rem .15rem 0; text-align: right; border-bottom: 1px solid #8882; }
th:first-child, td:first-child { text-align: left; overflow-wrap: anywhere; }
figure { margin: .8rem 0; }
svg { width: 100%; max-width: 40rem; height: auto; }
.wide { overflow-x: auto; }
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Whatever a text of a pack should turn out to hold, the page loads and runs nothing."""


def sheet_html(sheet: Sheet) -> str:
    """The whole document, with a line end."""
    title = escape(_writable(sheet.title))
    body = "\n".join(_section(section) for section in sheet.sections)
    return (
        f'<!doctype html>\n<html lang="{escape(sheet.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title} · quizkit</title>\n<style>\n{STYLE}</style>\n</head>\n"
        f"<body>\n<h1>{title}</h1>\n{body}\n</body>\n</html>\n"
    )


def _section(section: Section) -> str:
    parts = [f"<h2>{escape(_writable(section.title))}</h2>"]
    parts += [f"<p>{escape(_writable(line))}</p>" for line in section.lines]
    if section.figure is not None:
        parts.append(f"<figure>{_writable(svg(section.figure))}</figure>")
    if section.table is not None:
        parts.append(_table(section.table))
    return "<section>\n" + "\n".join(parts) + "\n</section>"


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(_writable(cell))}</th>' for cell in table.head)
    rows = "\n".join(
        "<tr>" + "".join(f"<td>{escape(_writable(cell))}</td>" for cell in row) + "</tr>"
        for row in table.rows
    )
    return (
        f'<div class="wide"><table>\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody>\n</table></div>"
    )


def _writable(text: str) -> str:
    """What a browser would not show as text is left out."""
    return "".join(c for c in text if c.isprintable() or c == "\n")
