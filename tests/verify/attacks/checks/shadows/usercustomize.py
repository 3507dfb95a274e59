"""It is called as what Python or a check imports, and leaves a mark wherever it is run."""

from pathlib import Path

from _target import OUTSIDE

_ = Path(OUTSIDE, "planted").write_text("", encoding="utf-8")
