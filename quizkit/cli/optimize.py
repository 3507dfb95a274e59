"""`quizkit optimize`: weights of FSRS fitted to the learner's own reviews."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from quizkit.cli.opening import clock, opened, weights_path
from quizkit.cli.session import Session
from quizkit.errors import QuizkitError
from quizkit.model.text import Lang, Text

if TYPE_CHECKING:
    from quizkit.schedule.optimize import Comparison, Fit

ROWS = (
    ("library", Text("the library's", "库自带")),
    ("present", Text("in use until now", "目前使用")),
    ("fitted", Text("new", "新拟合")),
)


def optimize(
    context: typer.Context,
    reset: Annotated[
        bool, typer.Option("--reset", help="Go back to the weights of the library.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Fit and compare, and leave everything as it is.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
    lang: Annotated[Lang | None, typer.Option(help="The language to answer in.")] = None,
) -> None:
    """Fit the schedule's weights to your own reviews; every command goes by them from then on.

    Kept only when they predict your reviews no worse: those they were fitted to, and later ones.
    """
    from quizkit.practice.words import one
    from quizkit.schedule import optimize as fitting
    from quizkit.schedule import personal

    session: Session = context.obj
    chosen, path = session.lang(lang), weights_path()
    if reset:
        _say_reset(chosen, was_own=not dry_run and personal.forget(path), as_json=as_json)
        return
    present = personal.read(path)
    with opened(session) as store:
        samples = fitting.scored(store.events())
    found = fitting.fit(samples, present.weights if present else ())
    keep = not (found.worse or dry_run)
    if as_json:
        typer.echo(json.dumps(_data(found, kept=keep), indent=1))
    else:
        for line in _told(found, chosen):
            typer.echo(line)
    if found.worse:
        raise QuizkitError(
            "the new weights predict your reviews worse, so they are not kept",
            hint="practise on, and try again when there are more reviews",
            zh="新权重对你的复习预测得更差，因此没有保存",
            hint_zh="请继续练习，复习次数更多时再试",
        )
    if keep:
        personal.write(
            path,
            personal.Weights(found.weights, clock(), found.reviews, personal.libraries()),
        )
    if not as_json:
        typer.echo(one(KEPT if keep else DRY, chosen))


KEPT = Text(
    "Kept: every command goes by the new weights from now on.",
    "已保存：此后所有命令都按新权重安排复习。",
)
DRY = Text("A dry run: everything is left as it was.", "仅试算：一切保持原样。")


def _say_reset(lang: Lang, *, was_own: bool, as_json: bool) -> None:
    from quizkit.practice.words import one

    if as_json:
        typer.echo(json.dumps({"reset": was_own}))
        return
    told = (
        Text("Back to the library's weights.", "已恢复为库自带的权重。")
        if was_own
        else Text("The library's weights stay in use.", "仍使用库自带的权重。")
    )
    typer.echo(one(told, lang))


def _told(found: "Fit", lang: Lang) -> list[str]:
    from quizkit.cli.sheet import table_lines
    from quizkit.figure.page import Table
    from quizkit.practice.words import one

    earlier = found.reviews - found.later
    parts = (
        (
            Text(
                f"All {found.reviews:,} reviews, by weights fitted to them:",
                f"全部 {found.reviews:,} 次复习（权重即由它们拟合）：",
            ),
            found.everything,
        ),
        (
            Text(
                f"The latest {found.later:,}, by weights fitted to the {earlier:,} before:",
                f"最近 {found.later:,} 次（权重由此前 {earlier:,} 次拟合）：",
            ),
            found.held_out,
        ),
    )
    head = (Text("weights", "权重"), Text("log loss", "对数损失"), Text("RMSE", "均方根误差"))
    lines: list[str] = []
    for title, comparison in parts:
        rows = tuple(
            (one(name, lang), f"{loss.log_loss:.4f}", f"{loss.rmse:.4f}")
            for key, name in ROWS
            for loss in (getattr(comparison, key),)
        )
        table = Table(tuple(one(word, lang) for word in head), rows)
        lines += [one(title, lang), *table_lines(table), ""]
    return lines


def _data(found: "Fit", *, kept: bool) -> dict[str, object]:
    from dataclasses import asdict

    def losses(comparison: "Comparison") -> dict[str, object]:
        return asdict(comparison)

    return {
        "format": 1,
        "kept": kept,
        "worse": found.worse,
        "reviews": found.reviews,
        "later": found.later,
        "everything": losses(found.everything),
        "held_out": losses(found.held_out),
        "weights": list(found.weights),
    }
