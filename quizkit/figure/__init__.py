"""A report as a figure: plain data, drawn as SVG and in the terminal."""

from quizkit.figure.build import figure_of
from quizkit.figure.data import Bars, Curve, Dots, Figure, HeatMap, Panel
from quizkit.figure.described import describe
from quizkit.figure.figures import Figures, figure_lang, figures_of
from quizkit.figure.svg import svg, write_svg
from quizkit.figure.terminal import draw

__all__ = [
    "Bars",
    "Curve",
    "Dots",
    "Figure",
    "Figures",
    "HeatMap",
    "Panel",
    "describe",
    "draw",
    "figure_lang",
    "figure_of",
    "figures_of",
    "svg",
    "write_svg",
]
