"""Tables come in whatever their separator and encoding; what is no card is told by its line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from quizkit.errors import QuizkitError
from quizkit.intake import Found, read_cards
from quizkit.intake.encodings import encoding_of

Write = Callable[[str, str | bytes], Path]


def pairs(found: Found) -> list[tuple[str, str]]:
    """The fronts and backs."""
    return [(draft.front, draft.back) for draft in found.drafts]


@pytest.mark.parametrize(
    "delimiter", [",", ";", "\t", "|"], ids=["comma", "semicolon", "tab", "bar"]
)
def test_the_separator_is_found(file: Write, delimiter: str) -> None:
    rows = [("What is q, k; or v?", "vectors"), ("And d_k?", "a width, of a head")]
    text = "".join(delimiter.join(f'"{cell}"' for cell in row) + "\r\n" for row in rows)
    assert pairs(read_cards(file("a.csv", text))) == rows


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"]
)
def test_chinese_is_read_in_the_encodings_that_it_comes_in(file: Write, encoding: str) -> None:
    text = "什么是注意力？,对值的加权平均\nsoftmax 的作用,归一化：和为 1\n"
    found = read_cards(file("a.csv", text.encode(encoding)))
    assert pairs(found) == [
        ("什么是注意力？", "对值的加权平均"),
        ("softmax 的作用", "归一化：和为 1"),
    ]


@pytest.mark.parametrize(
    ("encoding", "rows"),
    [
        ("shift_jis", [("アテンションとは何ですか？", "値の重み付き平均"), ("表", "なぜ割るのか")]),
        ("big5", [("什麼是注意力機制？", "加權平均"), ("為什麼除以根號", "讓變異數為一")]),
    ],
    ids=["Japanese", "traditional Chinese"],
)
def test_japanese_and_traditional_chinese_are_not_taken_for_simplified(
    file: Write, encoding: str, rows: list[tuple[str, str]]
) -> None:
    text = "".join(f"{front}\t{back}\n" for front, back in rows)
    assert pairs(read_cards(file("a.tsv", text.encode(encoding)))) == rows


def test_kana_that_two_encodings_have_are_refused_rather_than_guessed(file: Write) -> None:
    text = "アテンションとは何ですか？\t値の重み付き平均\n"
    with pytest.raises(QuizkitError, match="UTF-8"):
        _ = read_cards(file("a.tsv", text.encode("euc_jp")))


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-8"])
def test_accents_are_not_taken_for_chinese(file: Write, encoding: str) -> None:
    rows = [("Où est la métrique ?", "à côté"), ("Über Größe", "naïve, élève")]
    text = "\n".join("\t".join(row) for row in rows)
    assert pairs(read_cards(file("a.tsv", text.encode(encoding)))) == rows


def test_a_quoted_cell_holds_separators_quotes_and_lines(file: Write) -> None:
    text = 'front,back\n"a ""b"", c","one\n\ntwo, three"\n'
    assert pairs(read_cards(file("a.csv", text))) == [('a "b", c', "one\n\ntwo, three")]


@pytest.mark.parametrize(
    "head",
    ["Answer,Tags,Question", "答案,标签,问题", "back,labels,front"],
    ids=["en", "zh", "anki"],
)
def test_a_head_says_which_column_is_which(file: Write, head: str) -> None:
    (draft,) = read_cards(file("a.csv", f"{head}\nbecause,t1 t2,why\n")).drafts
    assert (draft.front, draft.back, draft.tags) == ("why", "because", ("t1", "t2"))


def test_what_anki_exports_as_text_is_read_by_its_header(file: Write) -> None:
    text = (
        "#separator:tab\n#html:true\n#guid column:1\n#tags column:4\n"
        "guid-1\t<b>why</b>\ta&nbsp;b<br>c\tt1 t2\n"
    )
    (draft,) = read_cards(file("a.txt", text)).drafts
    assert (draft.source, draft.front, draft.tags) == ("guid-1", "**why**", ("t1", "t2"))
    assert draft.back.split() == ["a", "b", "c"]


def test_a_tag_in_a_plain_cell_stays_text(file: Write) -> None:
    text = "what is <script>?,vector<int> and 1 < 2\n"
    assert pairs(read_cards(file("a.csv", text))) == [
        ("what is \\<script>?", "vector\\<int> and 1 < 2")
    ]


def test_a_row_without_a_back_is_left_out_and_told_by_its_line(file: Write) -> None:
    found = read_cards(file("a.csv", 'a,b\n"two\nlines",c\nd,\ne,f\n'))
    assert [draft.front for draft in found.drafts] == ["a", "two\nlines", "e"]
    assert found.notices == ("a.csv:4: a card needs a front and a back",)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b" \n\n", "empty"),
        (b"one\ntwo\n", "two columns"),
        (b'a,"b\n', "cannot be read"),
        (b"a,b\x00\x00\x00\n", "cannot be told"),
        (b"front,back\n", "no card"),
        (b"#separator:abc\na,b\n", "names no separator"),
        (b'#separator:"\na,b\n', "names no separator"),
    ],
    ids=[
        "empty",
        "a mark",
        "spaces",
        "one column",
        "a quote",
        "zeros",
        "a head",
        "words",
        "quotes",
    ],
)
def test_what_is_no_table_says_why(file: Write, data: bytes, told: str) -> None:
    path = file("a.csv", data)
    with pytest.raises(QuizkitError) as raised:
        _ = read_cards(path)
    assert told in str(raised.value)


def test_an_ending_that_is_not_known_says_which_are(file: Write) -> None:
    with pytest.raises(QuizkitError, match=r"known: \.apkg"):
        _ = read_cards(file("a.docx", "x"))


def test_ascii_is_utf_8() -> None:
    assert encoding_of(b"a,b") == "utf-8"
