"""A figure in words, for those who cannot see it."""

from quizkit.figure.data import Bars, Curve, Figure, HeatMap, Panel
from quizkit.figure.labels import TARGET
from quizkit.model.text import Lang, Text


def describe(figure: Figure) -> str:
    """What every panel shows, in the figure's language."""
    between = "" if figure.lang is Lang.ZH else " "
    return between.join(_panel(panel).read(figure.lang) for panel in figure.panels)


def _panel(panel: Panel) -> Text:
    name = panel.title
    en, zh = (
        (f"{name} ({panel.facet})", f"{name}（{panel.facet}）") if panel.facet else (name, name)
    )
    if isinstance(panel, HeatMap):
        rows, columns = len(panel.rows), len(panel.rows[0]) if panel.rows else 0
        low, high = f"{panel.low:.3g}", f"{panel.high:.3g}"
        return Text(
            f"{en}: a heat map, {rows} by {columns}, from {low} to {high}.",
            f"{zh}：{rows} 行 {columns} 列的热图，数值从 {low} 到 {high}。",
        )
    if isinstance(panel, Bars):
        totals = [panel.total(i) for i in range(len(panel.labels))]
        told = [f"{n} {t:.3g}" for n, t in zip(panel.labels, totals, strict=True) if t]
        return Text(f"{en}: {', '.join(told)}.", f"{zh}：{'，'.join(told)}。")
    if isinstance(panel, Curve):
        en, zh = f"{en} over {panel.x_label}", f"{zh}随 {panel.x_label} 的变化"
    if panel.target:
        en, zh = f"{en}, {TARGET.en} {panel.target}", f"{zh}，{TARGET.zh} {panel.target}"
    spans = [(s.name, _span([m.value for m in s.marks])) for s in panel.series]
    return Text(
        f"{en}: {'; '.join(f'{name} {span.en}' for name, span in spans)}.",
        f"{zh}：{'；'.join(f'{name} {span.zh}' for name, span in spans)}。",
    )


def _span(values: list[float]) -> Text:
    first, last = f"{values[0]:.3g}", f"{values[-1]:.3g}"
    if len(values) == 1:
        return Text(first, first)
    return Text(f"{first} to {last}", f"从 {first} 到 {last}")
