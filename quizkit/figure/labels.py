"""The words that figures bring along; what was measured is named by the check."""

from quizkit.model.text import Text

MEASURED = Text("measured", "实测")
GUESS = Text("your guess", "你的预测")
RECORDED = Text("recorded, not judged", "仅记录，不判定")
TARGET = Text("target", "目标")
BEYOND = Text("refuted beyond", "越过即被推翻")


def largest_of(block: int) -> Text:
    """What one cell of a heat map stands for that is drawn in blocks."""
    return Text(
        f"; the largest of every {block} × {block} entries",
        f"；每 {block} × {block} 个元素取最大者",
    )
