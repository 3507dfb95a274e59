"""The Markdown of an answer on the screen."""

from textual.app import App, ComposeResult

from quizkit.model import Lang, Text
from quizkit.tui.answer import AnswerText


class Answer(App[None]):
    """One answer."""

    def compose(self) -> ComposeResult:
        yield AnswerText(id="answer")


async def test_a_line_end_of_the_source_is_no_space_in_a_chinese_answer() -> None:
    app = Answer()
    async with app.run_test():
        answer = app.query_one(AnswerText)
        await answer.show(Text("one\ntwo", "方差\n增长"), Lang.ZH)
        assert answer.source == "方差增长"
