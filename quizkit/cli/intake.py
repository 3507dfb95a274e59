"""`quizkit import`: cards of other programs become questions of a pack."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quizkit.cli.session import Session
from quizkit.errors import Exit, QuizkitError
from quizkit.model.text import Text

if TYPE_CHECKING:
    from quizkit.bank import Pack
    from quizkit.intake import Found, Written

MOST = 12
"""Notices that are told one by one."""


def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An .apkg, CSV, TSV or Markdown.")],
    into: Annotated[
        str, typer.Option("--into", metavar="PACK", help="The folder of a pack, or its name.")
    ],
    topic: Annotated[
        str | None, typer.Option(metavar="TOPIC", help="The topic; else the deck's name.")
    ] = None,
    with_reviews: Annotated[
        bool, typer.Option("--reviews", help="Add the answers given in Anki to the log.")
    ] = False,
) -> None:
    """Make questions of cards, to be completed; a second import of a file changes nothing."""
    from quizkit.intake import read_cards, write_questions

    session: Session = context.obj
    pack, name = _pack(into)
    found = read_cards(file)
    written = write_questions(pack, found, topic)
    _tell(session, pack, found, written)
    if with_reviews:
        _add_reviews(session, found, written, name)


def _pack(into: str) -> "tuple[Pack, str]":
    """The pack that is meant, and the name under which it was added, "" for none."""
    from quizkit.bank import find_pack
    from quizkit.home import data_dir
    from quizkit.packs import Shelf

    entries = Shelf(data_dir()).entries()
    if into in entries:
        if entries[into].is_clone:
            hint = "import into a folder that you push from"
            raise QuizkitError(f"{into} comes from a git URL, and is not written to", hint=hint)
        return find_pack(Path(entries[into].source)), into
    pack = find_pack(Path(into))
    return pack, next((n for n, e in entries.items() if e.source == str(pack.root)), "")


def _tell(session: Session, pack: "Pack", found: "Found", written: "Written") -> None:
    from quizkit.cli.claims import counted, safe

    made, known = len(written.made), len(written.known)
    _say(
        session,
        Text(
            f"{counted(made, 'new question')}, {known} there already",
            f"新增 {made} 道题目，已有 {known} 道",
        ),
    )
    if edited := len(written.edited):
        _say(
            session,
            Text(
                f"{edited} of those differ from the file by now, and were left as they are",
                f"其中 {edited} 道与文件已有不同，保持原样",
            ),
        )
    notices = [*found.notices, *(f"media: {name} is missing" for name in written.missing)]
    for notice in notices[:MOST]:
        typer.echo(f"quizkit: {safe(notice)}", err=True)
    if (more := len(notices) - MOST) > 0:
        typer.echo(f"quizkit: and {more} more", err=True)
    if made:
        lint = f"quizkit bank lint {pack.root}"
        _say(
            session,
            Text(
                f"they are asked as recall cards; the other kinds need claims, points and choices, "
                f"still to be written: {lint}",
                f"现在只以“回忆”的形式提问；其他形式还需补写论断、要点和选项：{lint}",
            ),
        )


def _add_reviews(session: Session, found: "Found", written: "Written", name: str) -> None:
    from quizkit.bank.named import under
    from quizkit.cli.claims import safe
    from quizkit.cli.opening import clock, opened
    from quizkit.intake.reviews import in_future, reviews
    from quizkit.store.lines import line_of

    ids = [under(name, question) for question in written.ids]
    now = clock()
    with opened(session) as store:
        imported = store.import_events(map(line_of, reviews(found.drafts, ids, now)))
    added, known, refused = imported.added, imported.known, len(imported.refused)
    _say(
        session,
        Text(
            f"reviews: {added} added, {known} known, {refused} refused",
            f"复习记录：新增 {added}，已有 {known}，拒绝 {refused}",
        ),
    )
    if later := in_future(found.drafts, now):
        _say(
            session,
            Text(
                f"answers dated in the future, left out: {later}",
                f"日期在将来的作答，未导入：{later}",
            ),
        )
    for _, reason in imported.refused[:MOST]:
        typer.echo(f"quizkit: {safe(reason)}", err=True)
    if refused:
        raise typer.Exit(Exit.USAGE)


def _say(session: Session, text: Text) -> None:
    from quizkit.practice.words import one

    typer.echo(one(text, session.lang(None)))
