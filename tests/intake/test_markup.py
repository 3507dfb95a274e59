"""The HTML of a field becomes Markdown in which nothing can run or be fetched."""

import pytest

from quizkit.intake.markup import markdown_of, plain


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<b>a</b> and <i>b</i>", "**a** and *b*"),
        ("a<br>b", "a\nb"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("\\(x_1 * y_1\\)", "$x_1 * y_1$"),
        ("\\[a &lt; b\\]", "$$a < b$$"),
        ("[$]\\frac12[/$]", "$\\frac12$"),
        ("$x_i$ costs $5", "$x_i$ costs $5"),
        ("<script>alert(1)</script>a", "a"),
        ("<style>p{}</style>a", "a"),
        ('<img src="x" onerror="alert(1)">a', "a"),
        ('<iframe src="https://x"></iframe>a', "a"),
        ('<a href="javascript:alert(1)">a</a>', "a"),
        ('<a href=" JavaScript:alert(1)">a</a>', "a"),
        ('<a href="https://example.org/">a</a>', "[a](https://example.org/)"),
        ('<img src="https://example.org/spy.png" alt="seen">', "seen"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "\\<script>alert(1)\\</script>"),
        ("<svg onload=alert(1)><script>x</script></svg>a", "a"),
        ("1 &lt; 2 &amp;&amp; 3 &gt; 2", "1 < 2 && 3 > 2"),
        ("a&nbsp;b\u200bc\x1b[2J", "a bc[2J"),
        ("&lt;write a stem>", "\\< write a stem>"),
    ],
)
def test_a_field_is_told_as(html: str, markdown: str) -> None:
    assert markdown_of(html) == markdown


def test_a_placeholder_of_ours_in_a_text_is_none() -> None:
    assert plain("<write this>") == "< write this>"


def test_a_field_that_no_card_has_is_refused() -> None:
    with pytest.raises(ValueError, match="at most"):
        _ = markdown_of("x" * 300_000)


def test_a_field_nested_as_no_card_is_ends_without_a_traceback() -> None:
    with pytest.raises(ValueError, match="nested"):
        _ = markdown_of("<div>" * 5_000)
