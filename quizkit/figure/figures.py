"""One report as a figure in both languages."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from quizkit.figure.build import figure_of
from quizkit.figure.data import Figure
from quizkit.figure.described import describe
from quizkit.model.chinese import Chinese, point_told, report_told, told
from quizkit.model.evidence import Report
from quizkit.model.question import Scalar
from quizkit.model.text import Lang


def figure_lang(lang: Lang) -> Lang:
    """The language of a figure: English for a reader of both, since two would say nothing more."""
    return Lang.ZH if lang is Lang.ZH else Lang.EN


@dataclass(frozen=True, slots=True)
class Figures:
    """The same figure in English and in Chinese."""

    en: Figure
    zh: Figure

    def read(self, lang: Lang) -> Figure:
        """The figure for a reader of `lang`."""
        return self.zh if figure_lang(lang) is Lang.ZH else self.en

    def describe(self, lang: Lang) -> str:
        """The figure in words, for those who cannot see it."""
        return describe(self.read(lang))


def figures_of(
    report: Report,
    chinese: Chinese,
    names: Collection[str] = (),
    guess: float | None = None,
    at: Mapping[str, Scalar] = MappingProxyType({}),
) -> Figures:
    """Return the figures of a report; `names` and `at` are English, the rest as `figure_of`."""
    return Figures(
        figure_of(report, names, guess, at),
        figure_of(
            report_told(report, chinese),
            [told(name, chinese) for name in names],
            guess,
            point_told(at, chinese),
            Lang.ZH,
        ),
    )
