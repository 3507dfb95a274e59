"""Write docs/coverage.md: each point of the five study notes, with the question that answers it.

python docs/coverage.py
"""

from pathlib import Path
from typing import Any, cast

import yaml

HERE = Path(__file__).parent


def coverage() -> str:
    """The page, made from docs/notes.yaml and from what each question says that it covers."""
    data = notes()
    about = {n: note["about"] for n, note in data["notes"].items()}
    points = data["points"]
    answered = sum("question" in point for point in points)
    lines = [
        "# What the bank covers",
        "",
        "This page is generated: `python docs/coverage.py`.",
        "",
        "The bank began with five sets of study notes. They are not part of it; much in them was",
        f"corrected on the way. Of their {len(points)} points {answered} have a question so far.",
    ]
    for note, what in about.items():
        own = [p for p in points if p["at"][0].startswith(f"{note}#")]
        done = sum("question" in p for p in own)
        lines += ["", f"## Note {note}: {what}", "", f"{done} of {len(own)} points.", ""]
        lines += ["| point | place in the notes | question |", "| --- | --- | --- |"]
        lines += [
            f"| {p['point'].replace('-', ' ')} | {', '.join(p['at'])} | {_link(p)} |" for p in own
        ]
    return "\n".join(lines) + "\n"


def notes() -> dict[str, Any]:
    """The notes and their points, as docs/notes.yaml has them."""
    text = (HERE / "notes.yaml").read_text(encoding="utf-8")
    return cast(dict[str, Any], yaml.safe_load(text))


def _link(point: dict[str, Any]) -> str:
    question = point.get("question")
    return f"[{question}](../qa_bank/{question}.yaml)" if question else "to be written"


if __name__ == "__main__":
    _ = (HERE / "coverage.md").write_text(coverage(), encoding="utf-8")
