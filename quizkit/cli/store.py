"""`quizkit store`: check the review log, copy it, put a copy back, carry it elsewhere."""

import sys
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quizkit.cli.opening import algorithm, clock, loaded, log_path, opened
from quizkit.cli.session import Session
from quizkit.cli.speaking import InLang, language, say
from quizkit.errors import Exit, Place, QuizkitError
from quizkit.model.text import Lang, Text

if TYPE_CHECKING:
    from quizkit.store import Imported
    from quizkit.store.checking import Contents

MOST = 20
"""Refused lines that are told of one file."""

app = typer.Typer(no_args_is_help=True, help="Look after the review log.")


@app.command()
def check(context: typer.Context, lang: InLang = None) -> None:
    """Look at every page, every row and every schedule of the log; change nothing."""
    from quizkit.cli.claims import counted
    from quizkit.store.checking import check as checked

    session: Session = context.obj
    chosen = session.lang(lang)
    done = checked(_existing(), algorithm(session), loaded(session).renames)
    holds, cards = _told(done.contents), done.cards
    scheduled = f"{counted(cards, 'card')} scheduled"
    say(Text(f"{holds.en}; {scheduled}", f"{holds.zh}；{cards} 张卡片有复习计划"), chosen)
    for problem in done.problems:
        say(problem, chosen)
    if done.problems:
        raise typer.Exit(Exit.USAGE)
    say(Text("nothing is wrong", "没有发现问题"), chosen)


@app.command()
def backup(context: typer.Context, lang: InLang = None) -> None:
    """Copy the log to the backups, check the copy, and thin the older ones."""
    from quizkit.store.backups import backup as copied
    from quizkit.store.checking import contents

    session: Session = context.obj
    made = copied(_existing(), clock())
    holds, chosen = _told(contents(made)), language(session, lang)
    say(Text(f"wrote {made}: {holds.en}", f"已写入 {made}：{holds.zh}"), chosen)


@app.command()
def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup, or another log.")],
    lang: InLang = None,
) -> None:
    """Put a backup in the place of the log, which is copied before."""
    from quizkit.store.backups import restore as restored

    session: Session = context.obj
    chosen = language(session, lang)
    done = restored(log_path(), file, clock())
    holds = _told(done.holds)
    say(Text(f"restored {file}: {holds.en}", f"已恢复 {file}：{holds.zh}"), chosen)
    if done.replaced is not None:
        held = _told(done.replaced)
        say(Text(f"it replaced {held.en}", f"原有内容已被替换：{held.zh}"), chosen)
    if done.kept is not None:
        say(Text(f"what was there lies in {done.kept}", f"原有内容保存在 {done.kept}"), chosen)


@app.command()
def export(
    context: typer.Context,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Else it is printed.")
    ] = None,
    force: Annotated[bool, typer.Option(help="Replace a file that is there already.")] = False,
    lang: InLang = None,
) -> None:
    """Write the whole log as JSON Lines, which `import` reads on another machine."""
    from quizkit.cli.claims import counted

    session: Session = context.obj
    _ = _existing()
    with opened(session) as store:
        lines = store.export()
        if output is None:
            for line in lines:
                typer.echo(line)
        else:
            number = _write(output, lines, force=force)
            told = f"wrote {counted(number, 'event')} to {output}"
            say(Text(told, f"已将 {number} 条记录写入 {output}"), session.lang(lang))


@app.command("import")
def import_(
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="What `export` wrote; - reads stdin.")
    ],
    lang: InLang = None,
) -> None:
    """Add the events that this log lacks; in any order, and twice changes nothing."""
    session: Session = context.obj
    refused = False
    with opened(session) as store:
        for file in files:
            with _lines(file) as lines:
                imported = store.import_events(lines)
            _tell_import(file, imported, session.lang(lang))
            refused = refused or bool(imported.refused)
    if refused:
        raise typer.Exit(Exit.USAGE)


@app.command()
def rebuild(context: typer.Context, lang: InLang = None) -> None:
    """Derive every schedule from the log again."""
    from quizkit.cli.claims import counted

    session: Session = context.obj
    _ = _existing()
    with opened(session) as store:
        cards = store.rebuild()
    told = f"rebuilt the schedule of {counted(cards, 'card')}"
    say(Text(told, f"已重新推算 {cards} 张卡片的复习计划"), session.lang(lang))


@contextmanager
def _lines(file: Path) -> Generator[Iterable[str]]:
    """The lines of a file, or of stdin; a byte that is not UTF-8 is a fault of its line."""
    if str(file) == "-":
        with open(
            sys.stdin.fileno(), encoding="utf-8", errors="surrogateescape", closefd=False
        ) as f:
            yield f
        return
    try:
        with file.open(encoding="utf-8", errors="surrogateescape") as f:
            yield f
    except OSError as error:
        raise QuizkitError(
            f"cannot read it: {error.strerror}", place=Place(file), zh=f"无法读取：{error.strerror}"
        ) from error


def _existing() -> Path:
    """The log; raise QuizkitError where there is none."""
    from quizkit.store.faults import no_log

    path = log_path()
    if not path.is_file():
        raise no_log(path)
    return path


def _told(contents: "Contents") -> Text:
    from quizkit.cli.claims import counted

    if contents.last is None:
        return Text("no events", "没有记录")
    number, last = contents.events, contents.last.astimezone()
    return Text(
        f"{counted(number, 'event')}, the last on {last:%Y-%m-%d at %H:%M}",
        f"{number} 条记录，最后一条在 {last:%Y-%m-%d %H:%M}",
    )


def _tell_import(file: Path, imported: "Imported", lang: Lang) -> None:
    from quizkit.cli.claims import counted

    added, known, refused = imported.added, imported.known, len(imported.refused)
    say(
        Text(
            f"{file}: {added} added, {known} known, {refused} refused",
            f"{file}：新增 {added}，已有 {known}，拒绝 {refused}",
        ),
        lang,
    )
    for number, reason in imported.refused[:MOST]:
        say(Text(f"{file}:{number}: {reason}", f"{file}:{number}: {reason}"), lang, err=True)
    if (more := refused - MOST) > 0:
        told = f"{file}: and {counted(more, 'more line')}"
        say(Text(told, f"{file}：还有 {more} 行"), lang, err=True)


def _write(path: Path, lines: Iterable[str], *, force: bool) -> int:
    """Write the lines to a file that appears whole or not at all; return how many there are."""
    import tempfile

    if path.exists() and not force:
        raise QuizkitError(
            "the file is there already",
            place=Place(path),
            hint="--force replaces it",
            zh="文件已存在",
            hint_zh="--force 会替换它",
        )
    number = 0
    try:
        with tempfile.TemporaryDirectory(prefix=".writing-", dir=path.parent) as folder:
            partial = Path(folder) / path.name
            with partial.open("w", encoding="utf-8") as file:
                for line in lines:
                    _ = file.write(f"{line}\n")
                    number += 1
            _ = partial.replace(path)
    except OSError as error:
        raise QuizkitError(
            f"cannot write it: {error.strerror}",
            place=Place(path),
            zh=f"无法写入：{error.strerror}",
        ) from error
    return number
