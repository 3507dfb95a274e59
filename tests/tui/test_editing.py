"""A file edited in the middle of a session never ends it."""

from collections.abc import Awaitable, Callable, Generator, Mapping
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

import pytest

from quizkit.bank import Bank
from quizkit.errors import QuizkitError
from quizkit.model import CardId

if TYPE_CHECKING:
    from tests.tui.conftest import MakeTable

Wait = Callable[..., Awaitable[None]]


async def test_a_session_goes_on_when_what_was_selected_is_edited_away(
    table: "MakeTable",
    wait: Wait,
    make_bank: Callable[[Mapping[str, int]], Bank],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bank = make_bank({"scaling/a": 0, "scaling/b": 0})
    this = table({}, kind="recall", bank=bank, words=["scaling/a"])
    monkeypatch.setattr(this.app, "suspend", nullcontext)
    async with this.app.run_test() as pilot:
        (bank.pack.questions / "scaling" / "a.yaml").unlink()
        await pilot.press("o")
        await wait(pilot, lambda: "'scaling/a' is no topic" in this.text())
        assert "What does a say" in this.text()
        await pilot.press("space", "3")
        await wait(pilot, lambda: "1 answered" in this.text())
    assert [str(review.card) for review in this.store.reviews()] == ["recall:scaling/a"]
    assert this.store.memory(CardId.parse("recall:scaling/a"))


async def test_the_terminal_is_given_back_when_the_editor_fails(
    table: "MakeTable", wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    this = table({"scaling/a": 0}, kind="recall")
    resumed: list[bool] = []

    @contextmanager
    def suspend() -> Generator[None]:
        """As Textual's own, which resumes the terminal only where nothing was raised."""
        yield
        resumed.append(True)

    def fail(question: str) -> Bank:
        raise QuizkitError(f"the editor cannot open {question}")

    this.desk.edit = fail
    async with this.app.run_test() as pilot:
        monkeypatch.setattr(pilot.app, "suspend", suspend)
        await pilot.press("o")
        await wait(pilot, lambda: "the editor cannot open scaling/a" in this.text())
    assert resumed
