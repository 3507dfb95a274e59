"""New questions and checks: files that are right but for the places marked to be filled in."""

import re
from importlib import resources
from pathlib import Path

from quizkit.bank.fault import quoted
from quizkit.bank.pack import Pack
from quizkit.bank.question_keys import CHECK_ID, QUESTION_ID
from quizkit.bank.schema import MODELINE
from quizkit.errors import Place, QuizkitError

KINDS = ("question", "check")


def scaffold(pack: Pack, kind: str, new_id: str) -> Path:
    """Write the file of a new question or check and return its path.

    Raises:
        QuizkitError: the id is no id, or the file is there already.
    """
    wanted = QUESTION_ID if kind == "question" else CHECK_ID
    if not re.fullmatch(wanted.pattern, new_id):
        raise QuizkitError(f"{quoted(new_id)} is not {wanted.like}", hint=_near(kind, new_id))
    topic, _, slug = new_id.partition("/")
    folder, suffix = (pack.questions, "yaml") if kind == "question" else (pack.checks, "py")
    path = folder / topic / f"{slug}.{suffix}"
    template = resources.files("quizkit.bank") / "templates" / f"{kind}.template"
    text = template.read_text("utf-8").replace("MODELINE", MODELINE).replace("SLUG", slug)
    text = text.replace("CHECK", f"{topic}/{_module(slug)}")
    if not path.parent.resolve().is_relative_to(pack.root):
        raise QuizkitError("the topic's folder leaves the pack", place=Place(path.parent))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            _ = file.write(text)
    except FileExistsError as error:
        hint = "choose another id; nothing was changed"
        raise QuizkitError("the file is there already", place=Place(path), hint=hint) from error
    except OSError as error:
        raise QuizkitError(f"cannot be written: {error.strerror}", place=Place(path)) from error
    return path


def _module(slug: str) -> str:
    """A question's slug as the name of a Python module."""
    name = slug.replace("-", "_")
    return name if name[0].isalpha() else f"measured_{name}"


def _near(kind: str, given: str) -> str:
    """The id that was probably meant."""
    topic, slash, slug = given.lower().partition("/")
    joint = "-" if kind == "question" else "_"
    meant = re.sub(r"[\W_]+", "-", topic) + slash + re.sub(r"[\W_]+", joint, slug)
    wanted = QUESTION_ID if kind == "question" else CHECK_ID
    return f"did you mean {meant}?" if re.fullmatch(wanted.pattern, meant) else ""
