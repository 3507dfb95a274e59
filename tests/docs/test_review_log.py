"""The page on the review log shows lines that an import takes."""

import re
from pathlib import Path

from quizkit.model.review import Action
from quizkit.schedule import Fsrs
from quizkit.store import Imported, Store

PAGE = (Path(__file__).parents[2] / "docs" / "review-log.md").read_text(encoding="utf-8")
EXAMPLES = [line.strip() for line in PAGE.splitlines() if line.startswith("    {")]


def test_every_example_is_imported_and_exported_as_it_stands() -> None:
    assert len(EXAMPLES) == 3
    with Store(Path(":memory:"), Fsrs()) as store:
        assert store.import_events(EXAMPLES) == Imported(added=3)
        assert list(store.export()) == EXAMPLES
        assert store.flags() == []


def test_the_page_names_every_action() -> None:
    (row,) = re.findall(r"^\| `action` \|.*$", PAGE, re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", row)) == {"action", *Action}
