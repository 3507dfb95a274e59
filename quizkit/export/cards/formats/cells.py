"""Cells that no spreadsheet takes for a formula."""

UTF8_BOM = b"\xef\xbb\xbf"
"""By it Excel knows a file for UTF-8; without it, Chinese comes out as Latin letters."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What begins a formula in some spreadsheet, in some locale."""


def harmless(cell: str) -> str:
    """A cell that is shown and never computed: an apostrophe before it says so."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
