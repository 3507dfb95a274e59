"""The parts of a card as HTML, for the formats that are made of HTML.

What comes from a pack is escaped here and nowhere else.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from quizkit.export.cards.card import Evidence, ExportCard, Picture
from quizkit.export.cards.markup import SetFormula, Show, block, escaped, inline, no_picture
from quizkit.export.cards.words import FIGURE, LISTED, SOURCES, circumstances, letter, verdict_of
from quizkit.model.text import Lang, Text

CODES: Mapping[Lang, str] = {Lang.EN: "en", Lang.ZH: "zh-Hans"}
"""The languages as HTML names them."""
Draw = Callable[[str], str]
"""The HTML of a figure by its key."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Renders in one language, or in both, English above Chinese."""

    lang: Lang
    set_formula: SetFormula
    draw: Draw
    show: Show = no_picture

    def text(self, text: Text | None) -> str:
        """Paragraphs; "" for none."""
        if text is None:
            return ""
        if self.lang is not Lang.BOTH:
            return block(text.read(self.lang), self.set_formula, self.show)
        return self._in_both(text, lambda told: block(told, self.set_formula, self.show), "div")

    def line(self, text: Text | None) -> str:
        """One line; "" for none."""
        if text is None:
            return ""
        if self.lang is not Lang.BOTH:
            return inline(text.read(self.lang), self.set_formula)
        return self._in_both(text, lambda told: inline(told, self.set_formula), "span")

    def words(self, text: Text) -> str:
        """Words of quizkit's own, or others that are no Markdown; both languages in one line."""
        if self.lang is not Lang.BOTH:
            return escaped(text.read(self.lang))
        told = ((CODES[Lang.EN], text.en), (CODES[Lang.ZH], text.zh))
        return " / ".join(f'<span lang="{code}">{escaped(word)}</span>' for code, word in told)

    def options(self, card: ExportCard) -> str:
        """The options, lettered."""
        if not card.options:
            return ""
        items = "".join(f"<li>{self.line(option.text)}</li>" for option in card.options)
        return f'<ol class="options" type="A">{items}</ol>'

    def back(self, card: ExportCard) -> str:
        """Why each wrong option is wrong, then the text of the back."""
        if not card.options:
            return self.text(card.back)
        whys = [(letter(i), self.line(o.why)) for i, o in enumerate(card.options) if o.why]
        items = "".join(f"<li><strong>{name}</strong> ✗ {why}</li>" for name, why in whys)
        return (f'<ul class="whys">{items}</ul>' if items else "") + self.text(card.back)

    def sources(self, card: ExportCard) -> str:
        """Where the answer comes from."""
        return _cited(card.sources, self.words(SOURCES)) if card.sources else ""

    def measured(self, card: ExportCard) -> str:
        """The verdict with its figure; of a card on a whole question, that of each claim."""
        if not card.evidence:
            return ""
        if card.id.claim:
            return "".join(self._one(evidence) for evidence in card.evidence)
        items = "".join(self._listed(card))
        when = dict.fromkeys(self.words(circumstances(evidence)) for evidence in card.evidence)
        return (
            f'<p class="listed">{self.words(LISTED)}</p><ul class="claims">{items}</ul>'
            f'<p class="when">{"<br>".join(when)}</p>'
        )

    def _one(self, evidence: Evidence) -> str:
        figure = self._figure(evidence.figure) if evidence.figure else ""
        when = self.words(circumstances(evidence))
        told = f'{self._verdict(evidence)} <span class="when">{when}</span>'
        return f'<div class="measured"><p>{told}</p>{figure}</div>'

    def _listed(self, card: ExportCard) -> Iterator[str]:
        drawn: set[Text] = set()
        for evidence in card.evidence:
            figure = ""
            if evidence.figure and evidence.figure not in drawn:
                drawn.add(evidence.figure)
                summary = f"<summary>{self.words(FIGURE)}</summary>"
                figure = f"<details>{summary}{self._figure(evidence.figure)}</details>"
            yield f"<li>{self.line(evidence.says)} {self._verdict(evidence)}{figure}</li>"

    def _figure(self, keys: Text) -> str:
        return self.draw(keys.zh if self.lang is Lang.ZH else keys.en)

    def _verdict(self, evidence: Evidence) -> str:
        words = self.words(verdict_of(evidence))
        return f'<strong class="verdict {evidence.verdict}">{words}</strong>'

    def _in_both(self, text: Text, render: Callable[[str], str], element: str) -> str:
        """English above Chinese, or once where they are the same."""
        en, zh = render(text.en), render(text.zh)
        if en == zh:
            return en
        return "".join(
            f'<{element} class="in" lang="{CODES[lang]}">{html}</{element}>'
            for lang, html in ((Lang.EN, en), (Lang.ZH, zh))
        )


@lru_cache(maxsize=1024)
def _cited(sources: tuple[str, ...], title: str) -> str:
    """The sources of a question, which all of its cards have."""
    items = "".join(f"<li>{escaped(source)}</li>" for source in sources)
    return f'<details class="sources"><summary>{title}</summary><ul>{items}</ul></details>'


def described(picture: Picture) -> str:
    """What a figure shows, as the value of an attribute."""
    return escaped(" ".join(picture.words.split()))
