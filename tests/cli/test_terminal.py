"""An app that ends other than by the learner's leave is no success."""

from typing import Any, cast

import pytest
import typer

from quizkit.cli.terminal import hold
from quizkit.errors import QuizkitError


class Ending:
    """An app that has ended in some way."""

    def __init__(self, result: QuizkitError | None, return_code: int) -> None:
        self.run = lambda: result
        self.return_code = return_code


def held(result: QuizkitError | None, return_code: int) -> None:
    hold(cast("Any", Ending(result, return_code)))


def test_an_app_that_broke_is_no_success() -> None:
    with pytest.raises(typer.Exit) as raised:
        held(None, 1)
    assert raised.value.exit_code == 1


def test_the_error_that_an_app_ended_with_goes_on_to_the_command_line() -> None:
    with pytest.raises(QuizkitError, match="gone"):
        held(QuizkitError("gone"), 0)


def test_an_app_that_was_left_is_a_success() -> None:
    held(None, 0)
