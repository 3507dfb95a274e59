"""A sheet on a page: its sections one below the other, or in two columns where there is room."""

from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.events import Resize
from textual.widgets import Static

from quizkit.figure.page import Section, Sheet
from quizkit.tui.keys import Key, Keys
from quizkit.tui.section import Drawn
from quizkit.tui.top import Top

TWO_COLUMNS = 150
"""Columns of the terminal from which on sections stand side by side."""


class SectionView(Static):
    """One section."""

    def __init__(self, section: Section) -> None:
        super().__init__(Drawn(section))


class SheetPage(Vertical):
    """Head, sections, keys."""

    def compose(self) -> ComposeResult:
        """The parts, from top to bottom."""
        yield Top()
        with VerticalScroll(id="sheet"):
            yield Container(id="sections")
        yield Keys(id="foot-keys")

    def on_resize(self, event: Resize) -> None:
        """Use the width that there is."""
        _ = self.query_one("#sections").set_class(event.size.width >= TWO_COLUMNS, "-wide")

    @property
    def scroll(self) -> VerticalScroll:
        """The part that scrolls."""
        return self.query_one("#sheet", VerticalScroll)

    async def show(self, sheet: Sheet, keys: list[Key]) -> None:
        """Write everything anew, and paint it together."""
        with self.app.batch_update():
            self.query_one(Top).show(sheet.title, "quizkit", 0, 1)
            sections = self.query_one("#sections", Container)
            await sections.remove_children()
            await sections.mount(*map(SectionView, sheet.sections))
            self.query_one("#foot-keys", Keys).show(keys)
            _ = self.scroll.focus()

    def step(self, by: int) -> None:
        """Bring the next section to the top, or the one before."""
        tops = sorted({view.virtual_region.y for view in self.query(SectionView)})
        here = self.scroll.scroll_offset.y
        if by > 0:
            to = next((top for top in tops if top > here), tops[-1])
        else:
            to = next((top for top in reversed(tops) if top < here), 0)
        self.scroll.scroll_to(y=to, animate=False)
