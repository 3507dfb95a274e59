"""What a session without a screen says."""

import pytest

from quizkit.cli.plain_talk import PlainTalk
from quizkit.model import Lang, Text


class Talk(PlainTalk):
    """Says one text."""

    def tell(self, text: Text) -> None:
        self._say(text)

    def tell_as_is(self, words: str) -> None:
        """Says what somebody typed."""
        self._say_as_is(words)


def test_a_line_end_of_the_source_is_no_space_in_a_chinese_answer(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Talk(Lang.ZH).tell(Text("one\ntwo", "每个词元都能看到所有词元，\n**包括自己**。"))
    assert capsys.readouterr().out == "每个词元都能看到所有词元，包括自己。\n"


def test_what_is_no_markdown_keeps_its_stars(capsys: pytest.CaptureFixture[str]) -> None:
    Talk(Lang.ZH).tell_as_is("q * k * v, **kwargs")
    assert capsys.readouterr().out == "q * k * v, **kwargs\n"
