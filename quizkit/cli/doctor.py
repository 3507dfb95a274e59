"""`quizkit doctor`: what is installed here, where things lie, and which protections hold."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from quizkit.cli.session import Session
from quizkit.errors import QuizkitError
from quizkit.model.text import Lang, Text

if TYPE_CHECKING:
    from quizkit.bank import Pack
    from quizkit.bank.certificate import CheckCertificate
    from quizkit.verify.confine.trial import Protection


def doctor(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
    lang: Annotated[Lang | None, typer.Option(help="The language of the report.")] = None,
) -> None:
    """Say what holds on this machine: versions, folders, and how far checks are confined.

    Each protection is tried in a child just then; nothing is concluded from version numbers.
    """
    session: Session = context.obj
    found = _findings(session)
    if as_json:
        import json

        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    chosen = session.lang(lang)
    languages = (Lang.EN, Lang.ZH) if chosen is Lang.BOTH else (chosen,)
    typer.echo("\n\n".join("\n".join(_lines(found, one)) for one in languages))


def _findings(session: Session) -> dict[str, Any]:
    """Everything that is reported, as JSON values."""
    import platform
    import sqlite3

    from quizkit import __version__
    from quizkit.verify.confine.trial import protections, walls
    from quizkit.verify.installed import versions

    installed = versions()
    behind = walls()
    return {
        "quizkit": __version__,
        "python": platform.python_version(),
        "platform": f"{platform.system()} {platform.release()} {platform.machine()}",
        "torch": installed.get("torch"),
        "transformers": installed.get("transformers"),
        "sqlite": sqlite3.sqlite_version,
        "certificate": _certificate(session.pack()),
        "packs": _packs(session),
        "folders": _folders(),
        "terminal": _terminal(session),
        "confines": sys.platform == "linux",
        "landlock": behind.landlock,
        "seccomp": behind.seccomp,
        "protections": [_told(protection) for protection in protections()],
    }


def _told(protection: "Protection") -> dict[str, Any]:
    return {
        "name": protection.name,
        "holds": str(protection.holds),
        "attempts": [
            {"name": a.name, "stopped": a.stopped_by is not None, "by": a.stopped_by}
            for a in protection.attempts
        ],
    }


def _packs(session: Session) -> dict[str, Any]:
    """Where each added pack lies, whether it is there still, and what certified it."""
    from quizkit.cli.opening import packs

    return {
        name: {
            "path": str(pack.root),
            "there": pack.questions.is_dir(),
            "certificate": _certificate(pack),
        }
        for name, pack in packs(session).items()
        if name
    }


def _certificate(pack: "Pack") -> dict[str, Any]:
    """The versions of torch that a pack's certificate was made with, and the installed one.

    A certificate that cannot be read counts as none: lint says what is wrong with it.
    """
    from quizkit.bank.certificate import read_certificate, torch_version

    certified: Mapping[str, CheckCertificate] = {}
    with suppress(QuizkitError):
        certified = read_certificate(pack.certificate)
    return {"torch": sorted({c.torch for c in certified.values()}), "installed": torch_version()}


def _folders() -> dict[str, Any]:
    import tempfile

    from quizkit.home import cache_dir, data_dir, settings_file

    paths = {
        "data": data_dir(),
        "cache": cache_dir(),
        "settings": settings_file(),
        "temporary": Path(tempfile.gettempdir()),
    }
    return {name: {"path": str(p), "writable": _is_writable(p)} for name, p in paths.items()}


def _is_writable(path: Path) -> bool:
    """Whether it could be written, or made where it is not there yet."""
    there = next(p for p in (path, *path.parents) if p.exists())
    return os.access(there, os.W_OK)


def _terminal(session: Session) -> dict[str, Any] | None:
    """The terminal that the output goes to; None for a file or a pipe."""
    import shutil

    from quizkit.cli.terminal import is_rich

    if not sys.stdout.isatty():
        return None
    size = shutil.get_terminal_size()
    return {
        "columns": size.columns,
        "lines": size.lines,
        "encoding": sys.stdout.encoding,
        "colours": is_rich(session, sys.stdout),
    }


def _lines(found: Mapping[str, Any], lang: Lang) -> Iterator[str]:
    from quizkit.cli import doctor_words as words

    def say(text: Text, **values: object) -> str:
        return text.read(lang).format(**values)

    rows = {name: found[name] or say(words.MISSING) for name in ("quizkit", "python", "platform")}
    rows |= {name: found[name] or say(words.MISSING) for name in ("torch", "transformers")}
    rows |= {
        "SQLite": found["sqlite"],
        say(words.CERTIFICATE): _certified(found["certificate"], lang),
    }
    for name, folder in found["folders"].items():
        path = folder["path"]
        told = path if folder["writable"] else say(words.NOT_WRITABLE, path=path)
        rows[say(words.FOLDERS[name])] = told
    for name, pack in found["packs"].items():
        told = words.PACK_THERE if pack["there"] else words.PACK_GONE
        certified = _certified(pack["certificate"], lang)
        row = say(told, path=pack["path"], certificate=certified)
        rows[say(words.PACK, name=name)] = row
    rows[say(words.TERMINAL)] = _screen(found["terminal"], lang)
    version = found["landlock"]
    landlock = say(words.LANDLOCK, version=version) if version else say(words.NO_LANDLOCK)
    seccomp = say(words.SECCOMP if found["seccomp"] else words.NO_SECCOMP)
    rows[say(words.WALLS)] = say(words.BOTH_WALLS, landlock=landlock, seccomp=seccomp)
    yield from _table(rows)
    yield ""
    yield say(words.CONFINEMENT)
    for protection in found["protections"]:
        holds = say(words.HOLDS[protection["holds"]])
        told = say(words.PROTECTIONS[protection["name"]])
        yield say(words.FINDING, holds=holds, protection=told)
        yield f"      {_attempts(protection, lang)}"
    yield say(words.SEEN if found["confines"] else words.LIMITS_ALONE)


def _table(rows: Mapping[str, str]) -> Iterator[str]:
    from rich.cells import cell_len, set_cell_size

    width = max(map(cell_len, rows))
    return (f"{set_cell_size(name, width)}  {value}" for name, value in rows.items())


def _certified(certificate: Mapping[str, Any], lang: Lang) -> str:
    from quizkit.cli import doctor_words as words

    made, installed = certificate["torch"], certificate["installed"]
    if not made:
        return words.UNCERTIFIED.read(lang)
    told = words.CERTIFIED if made == [installed] else words.CERTIFIED_OTHERWISE
    return told.read(lang).format(torch=", ".join(made), installed=installed)


def _screen(terminal: Mapping[str, Any] | None, lang: Lang) -> str:
    from quizkit.cli import doctor_words as words

    if terminal is None:
        return words.PIPE.read(lang)
    colours = words.COLOURS if terminal["colours"] else words.NO_COLOURS
    return words.SCREEN.read(lang).format(**dict(terminal) | {"colours": colours.read(lang)})


def _attempts(protection: Mapping[str, Any], lang: Lang) -> str:
    from quizkit.cli import doctor_words as words

    told = (
        (words.STOPPED if attempt["stopped"] else words.WENT_THROUGH)
        .read(lang)
        .format(
            attempt=words.ATTEMPTS[protection["name"], attempt["name"]].read(lang), by=attempt["by"]
        )
        for attempt in protection["attempts"]
    )
    return words.BETWEEN.read(lang).join(told)
