"""The option that says how typed answers are read."""

from typing import Annotated

import typer

from quizkit.model.way import Way

ReadBy = Annotated[
    Way | None,
    typer.Option(
        "--matcher",
        help="How typed answers are read: by patterns, by embeddings on this machine, or by an "
        "endpoint, which they are sent to.",
    ),
]
