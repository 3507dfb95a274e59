"""Reading an answer from one line, in each form in which a card asks."""

from typing import assert_never

from quizkit.cli.plain_words import (
    NO_OPTION,
    NO_ORDER,
    NO_WORDS,
    SHOW_ANSWER,
    YOUR_NUMBER,
    YOUR_OPTION,
    YOUR_ORDER,
    YOUR_WORDS,
)
from quizkit.model import Text
from quizkit.practice import Arrange, Choose, Number, Response, Reveal, Write
from quizkit.practice.kinds import Ask
from quizkit.practice.number import NotANumber, read_number


class NoAnswer(ValueError):
    """The line is no answer; `told` says so to the learner."""

    def __init__(self, told: Text) -> None:
        super().__init__(told.en)
        self.told = told


def prompt(ask: Ask) -> Text:
    """What to type."""
    match ask:
        case Reveal():
            return SHOW_ANSWER
        case Number():
            return YOUR_NUMBER
        case Choose():
            return YOUR_OPTION
        case Arrange():
            return YOUR_ORDER
        case Write():
            return YOUR_WORDS
        case _:
            assert_never(ask)


def options(ask: Ask) -> tuple[Text, ...]:
    """What is listed with numbers below the question."""
    match ask:
        case Choose():
            return ask.options
        case Arrange():
            return ask.items
        case _:
            return ()


def read(ask: Ask, line: str) -> Response:
    """The answer in a line.

    Raises:
        NoAnswer: it is none.
    """
    match ask:
        case Reveal():
            return None
        case Number():
            try:
                return read_number(line)
            except NotANumber as error:
                raise NoAnswer(error.told) from error
        case Choose():
            if line.isdecimal() and 1 <= int(line) <= len(ask.options):
                return int(line) - 1
            raise NoAnswer(NO_OPTION)
        case Arrange():
            places = [int(word) - 1 for word in line.replace(",", " ").split() if word.isdecimal()]
            if sorted(places) == list(range(len(ask.items))):
                return tuple(places)
            raise NoAnswer(NO_ORDER)
        case Write():
            if len(line) > 1:
                return line
            raise NoAnswer(NO_WORDS)
        case _:
            assert_never(ask)
