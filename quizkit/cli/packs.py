"""`quizkit pack`: packs from others, and how far they are trusted."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quizkit.cli.session import Session
from quizkit.errors import QuizkitError
from quizkit.model.text import Lang, Text

if TYPE_CHECKING:
    from quizkit.packs import Shelf
    from quizkit.packs.adding import Changes
    from quizkit.packs.trusting import Script, Shown

MOST = 12
"""Paths that are told of one kind of change."""

app = typer.Typer(no_args_is_help=True, help="Use packs from others, and say what may run.")

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name of a pack.")]


@app.command()
def add(
    context: typer.Context,
    source: Annotated[
        str, typer.Argument(metavar="PATH|GIT-URL", help="Its folder, or where git fetches it.")
    ],
    name: Annotated[
        str | None, typer.Option("--as", metavar="NAME", help="Its name; else that of its folder.")
    ] = None,
) -> None:
    """Use a pack from a folder or a git URL; its questions can be practised, its code runs not."""
    from quizkit.cli.claims import counted
    from quizkit.packs.adding import add as added

    shelf = _shelf()
    chosen, changes = added(shelf, source, name)
    bank = shelf.bank(chosen, shelf.entry(chosen), _cache())
    questions, checks = len(bank.summaries), len(bank.checks)
    holds = f"{counted(questions, 'question')}, {counted(checks, 'check')}"
    _say(
        context,
        Text(
            f"added {chosen}: {holds}",
            f"已添加 {chosen}：{questions} 道题目，{checks} 个检验程序",
        ),
    )
    _tell_left_out(context, changes)
    if bank.faults:
        root = bank.pack.root
        _say(
            context,
            Text(
                f"{counted(len(bank.faults), 'fault')}; quizkit bank lint {root} tells all",
                f"有 {len(bank.faults)} 处错误；运行 quizkit bank lint {root} 查看",
            ),
        )
    if checks:
        mend = f"quizkit pack trust {chosen}"
        _say(
            context,
            Text(
                f"its checks run once you trust them: {mend}",
                f"信任之后才会运行其检验程序：{mend}",
            ),
        )


@app.command("list")
def list_(context: typer.Context) -> None:
    """List the packs that were added, and how much of each may run."""
    from quizkit.cli.claims import counted, safe

    shelf = _shelf()
    entries = shelf.entries()
    for name, entry in entries.items():
        bank = shelf.bank(name, entry, _cache())
        trust = shelf.trust(name, entry)
        free = sum(trust.kept(source) is not None for source in bank.checks.values())
        there = (bank.pack.root / "qa_bank").is_dir()
        gone = Text("", "") if there else Text("; no longer here", "；已不在原处")
        _say(
            context,
            Text(
                f"{name}: {counted(len(bank.summaries), 'question')}, {free} of "
                f"{counted(len(bank.checks), 'check')} trusted{gone.en}",
                f"{name}：{len(bank.summaries)} 道题目，{len(bank.checks)} 个检验程序中 {free} 个"
                f"受信任{gone.zh}",
            ),
        )
        commit = f" @ {entry.commit[:12]}" if entry.is_clone else ""
        typer.echo(f"    {safe(entry.source)}{commit}")
    if not entries:
        _say(context, Text("no pack was added", "尚未添加任何卡组"))


@app.command()
def update(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="The name of a pack; else all.")
    ] = None,
) -> None:
    """Fetch packs from their git URLs again, and say what changed; what is edited here stays."""
    from quizkit.packs.adding import update as updated

    shelf = _shelf()
    names = [name] if name else list(shelf.entries())
    failed: list[QuizkitError] = []
    for one in names:
        try:
            changes = updated(shelf, one)
        except QuizkitError as error:
            if name:
                raise
            failed.append(error)
            typer.echo(f"quizkit: {one}: {error}", err=True)
            continue
        _tell_update(context, shelf, one, changes)
    if failed:
        raise typer.Exit(failed[0].code)


@app.command()
def trust(
    context: typer.Context,
    name: Name,
    yes: Annotated[bool, typer.Option("--yes", help="Trust it without being asked.")] = False,
    source: Annotated[
        bool, typer.Option("--source", help="Print what is new in full, not only its size.")
    ] = False,
) -> None:
    """Show what a pack would run, and what changed since it was trusted; then ask."""
    from quizkit.cli.claims import counted
    from quizkit.packs.trusting import shown, trust

    shelf = _shelf()
    with shown(shelf, name) as what:
        _tell_shown(context, what, source=source)
        if what.is_trusted:
            _say(context, Text("nothing changed: all of it is trusted", "没有改动，均已受信任"))
            return
        if not yes and not _agreed(context, what):
            _say(context, Text("nothing was trusted", "未作任何信任"))
            raise typer.Exit(1)
        count = trust(shelf, what)
    _say(
        context,
        Text(
            f"{counted(count, 'check')} of {name} may run, confined",
            f"{name} 的 {count} 个检验程序可以在限制下运行",
        ),
    )


@app.command()
def untrust(context: typer.Context, name: Name) -> None:
    """Let a pack run nothing any more."""
    from quizkit.packs.trusting import untrust

    untrust(_shelf(), name)
    _say(context, Text(f"{name} runs nothing any more", f"{name} 不再运行任何代码"))


@app.command()
def remove(context: typer.Context, name: Name) -> None:
    """Use a pack no more. What you answered stays in the log; a folder stays where it is."""
    from quizkit.packs.adding import remove

    left = remove(_shelf(), name)
    _say(context, Text(f"removed {name}", f"已移除 {name}"))
    if left:
        _say(context, Text(f"its folder stays: {left}", f"其文件夹保留：{left}"))


def _tell_update(context: typer.Context, shelf: "Shelf", name: str, changes: "Changes") -> None:
    from quizkit.cli.claims import counted, safe

    if not changes:
        _say(context, Text(f"{name}: nothing changed", f"{name}：没有改动"))
    marks = (("+", changes.added), ("~", changes.changed), ("-", changes.removed))
    for mark, paths in marks:
        for path in paths[:MOST]:
            typer.echo(safe(f"{name}: {mark} {path}"))
        if (more := len(paths) - MOST) > 0:
            typer.echo(f"{name}: {mark} … {more}")
    _tell_left_out(context, changes)
    entry = shelf.entry(name)
    sources = shelf.bank(name, entry, _cache()).checks.values()
    barred = sum(shelf.trust(name, entry).kept(source) is None for source in sources)
    if barred:
        mend = f"quizkit pack trust {name}"
        _say(
            context,
            Text(
                f"{name}: new or changed: {counted(barred, 'check')}, to run once trusted: {mend}",
                f"{name}：{barred} 个检验程序是新增或有改动的，信任后才会运行：{mend}",
            ),
        )


def _tell_left_out(context: typer.Context, changes: "Changes") -> None:
    for told in changes.left_out[:MOST]:
        _say(context, Text(f"left out: {told}", f"未采用：{told}"))
    if (more := len(changes.left_out) - MOST) > 0:
        _say(context, Text(f"left out: {more} more", f"未采用：另有 {more} 项"))


def _tell_shown(context: typer.Context, what: "Shown", *, source: bool) -> None:
    """Every file that would run: new ones with their size, changed ones with what changed."""
    for script in what.scripts:
        if script.is_new or script.is_changed:
            _tell_script(context, script, source=source)
    same = sum(not script.is_new and not script.is_changed for script in what.scripts)
    if same:
        _say(context, Text(f"as trusted: {same} files", f"与受信任时相同：{same} 个文件"))
    for check in what.removed:
        _say(context, Text(f"gone: {check}", f"已删除：{check}"))
    for told in what.refused:
        _say(context, Text(f"not to be trusted: {told}", f"无法信任：{told}"))


def _tell_script(context: typer.Context, script: "Script", *, source: bool) -> None:
    from quizkit.bank.fault import printable

    beyond = ", ".join(script.imports)
    en = f"; imports {beyond}" if beyond else ""
    zh = f"；导入 {beyond}" if beyond else ""
    state = Text("changed", "有改动") if script.is_changed else Text("new", "新增")
    _say(
        context,
        Text(
            f"{state.en}: checks/{script.id}.py, {script.lines} lines{en}",
            f"{state.zh}：checks/{script.id}.py，{script.lines} 行{zh}",
        ),
    )
    whole = script.text.splitlines() if source else []
    for line in script.diff() if script.is_changed else whole:
        typer.echo(f"    {printable(line.expandtabs())}")


def _agreed(context: typer.Context, what: "Shown") -> bool:
    """Ask; where nobody can answer, say how to go on."""
    session: Session = context.obj
    if not sys.stdin.isatty():
        hint = f"quizkit pack trust {what.name} --yes"
        raise QuizkitError("nobody is here to be asked, so nothing was trusted", hint=hint)
    zh = session.lang(None) is Lang.ZH
    ask = "信任以上内容，允许在限制下运行？" if zh else "Trust this, and let it run confined?"
    return typer.confirm(ask, default=False)


def _shelf() -> "Shelf":
    from quizkit.home import data_dir
    from quizkit.packs import Shelf

    return Shelf(data_dir())


def _cache() -> Path:
    from quizkit.home import cache_dir

    return cache_dir()


def _say(context: typer.Context, text: Text) -> None:
    from quizkit.cli.claims import safe
    from quizkit.practice.words import one

    session: Session = context.obj
    typer.echo(safe(one(text, session.lang(None))))
