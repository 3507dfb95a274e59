"""A sheet as a web page: one file, nothing from elsewhere, everything escaped."""

import re
from xml.etree import ElementTree as ET

from quizkit.export.html import sheet_html
from quizkit.figure import Bars, Figure
from quizkit.figure.data import Mark, Role, Series
from quizkit.figure.page import Section, Sheet, Table
from quizkit.figure.scale import amount_scale

HOSTILE = '<script>alert("x")</script> & </td> \x1b[31m'


def page(words: str, language: str = "en") -> str:
    series = (Series(words, Role.CLAIM, (Mark(0, 3.0, 3.0, 3.0),)),)
    figure = Figure("", (Bars(words, (words,), amount_scale([3.0]), series),))
    section = Section(words, (words,), Table((words, words), ((words, words),)), figure)
    return sheet_html(Sheet(words, language, (section,)))


def test_what_a_text_holds_stays_text() -> None:
    told = page(HOSTILE)
    assert "<script" not in told
    assert told.count("&lt;script&gt;") >= 9
    assert "\x1b" not in told


def test_the_page_is_well_formed() -> None:
    body = page(HOSTILE).partition("<body>")[2].partition("</body>")[0]
    root = ET.fromstring(f"<body>{body}</body>")
    assert [e.tag for e in root] == ["h1", "section"]
    assert root.find("section/h2") is not None


def test_nothing_is_loaded_from_elsewhere() -> None:
    told = page("answers")
    assert "default-src 'none'" in told
    assert not re.search(r"<(script|link|img|iframe|object|embed)\b|url\(|@import", told)


def test_the_language_is_told_to_who_reads_aloud() -> None:
    assert '<html lang="zh-CN">' in page("统计", "zh-CN")
