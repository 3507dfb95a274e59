"""The only room that prints and reads the clock; see `app`."""

from quizkit.cli.app import main

__all__ = ["main"]
