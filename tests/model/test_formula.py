"""Formulas as Unicode."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from quizkit.bank import builtin_pack, load
from quizkit.model import Lang, Text
from quizkit.model.formula import unicode_math
from quizkit.model.latex.symbols import ACCENTS, DELIMITERS, NOTHING, SPACES, WORDS, symbol

FORMULAS = {
    r"q\cdot k": "q·k",
    r"\sqrt{d_k}": "√dₖ",
    r"\sqrt{\sigma^2+\epsilon}": "√(σ² + ε)",
    r"\sqrt[3]{x}": "∛x",
    r"\mathbb{R}^{n\times d}": "ℝ^(n×d)",
    r"\frac{QK^\top}{\sqrt{d_k}}": "QKᵀ/√dₖ",
    r"\frac{1}{\sqrt{d_k}}QK^T V": "(1/√dₖ)QKᵀV",
    r"\frac{x-\mu}{2d}": "(x − μ)/(2d)",
    r"\frac{\partial L}{\partial x}": "∂L/∂x",
    r"\left(\frac{a}{b}\right)^2": "(a/b)²",
    r"\log\frac{a}{b}": "log (a/b)",
    r"\exp\left(-\frac{x^2}{2\sigma^2}\right)": "exp(−x²/(2σ²))",
    r"\mathrm{softmax}(x_i)=\frac{e^{x_i}}{\sum_j e^{x_j}}": "softmax(xᵢ) = e^(xᵢ)/(∑ⱼ e^(xⱼ))",
    r"\sum_{i=1}^{n} a_{ij}x_j": "∑ᵢ₌₁ⁿ aᵢⱼxⱼ",
    r"d_{\text{model}}": "d_model",
    r"x_jW_VW_O": "xⱼW_V W_O",
    r"a^{(h)}_{ij}": "aᵢⱼ⁽ʰ⁾",
    r"10000^{-2i/d}": "10000^(−2i/d)",
    r"d_k^{-1/2}": "dₖ^(−1/2)",
    r"\hat{x}\odot\gamma + \bar y": "x̂ ⊙ γ + ȳ",
    r"\operatorname{Var}[q\cdot k]\propto d_k": "Var[q·k] ∝ dₖ",
    r"\lVert k\rVert_2\approx 8": "‖k‖₂ ≈ 8",
    r"|x|\leq 1": "|x| ≤ 1",
    r"x\in\{0,1\}^n": "x ∈ {0, 1}ⁿ",
    r"30,522\times 768": "30,522 × 768",
    r"30{,}522": "30,522",
    r"-10^9": "−10⁹",
    r"z_i - \max_j z_j": "zᵢ − maxⱼ zⱼ",
    r"A \ne A^\top": "A ≠ Aᵀ",
    r"x^*": "x*",
    r"p'": "p′",
    r"\phi(q)^\top\phi(k)": "φ(q)ᵀφ(k)",
    r"P(A\mid B)": "P(A ∣ B)",
    r"\begin{cases}0 & j\le i\\ -\infty & \text{if }j>i\end{cases}": "{0, j ≤ i; −∞, if j > i}",
    r"\begin{pmatrix}1 & 0\\ 0 & 1\end{pmatrix}": "(1 0; 0 1)",
    r"\begin{aligned}a&=b\\c&=d\end{aligned}": "a = b; c = d",
    r"\unheardof x": "unheardof x",
}


@pytest.mark.parametrize(("latex", "shown"), FORMULAS.items(), ids=FORMULAS)
def test_a_formula_is_written_on_one_line(latex: str, shown: str) -> None:
    assert unicode_math(f"${latex}$") == shown


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5 and then $10.",
        "It costs $5-$10.",
        "a $ b $ c",
        r"\$5, \$x\$",
        "`$x^2$` and ``$a`$y``",
        "```\n$x^2$\n```",
        "~~~ python\nprint('$x^2$')\n~~~",
        "no formula at all",
        "one $x\n\nand y$ in two paragraphs",
    ],
)
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert unicode_math(text) == text


def test_text_around_formulas_stays_as_it_is() -> None:
    text = "The *score* $q\\cdot k$ of `$q$` has_variance $d_k$，方差为 $d_k$。\n"
    assert unicode_math(text) == "The *score* q·k of `$q$` has_variance dₖ，方差为 dₖ。\n"


def test_a_formula_may_run_over_a_line_end() -> None:
    assert unicode_math("$a +\nb$") == "a + b"


def test_a_display_formula_becomes_a_paragraph_of_its_item() -> None:
    shown = unicode_math("- so:\n  $$a+b$$\n  and\n")
    html = MarkdownIt().render(shown)
    assert html.count("<ul>") == 1
    assert "<p>a + b</p>" in html


def test_the_rows_of_a_display_formula_stand_on_lines_of_their_own() -> None:
    shown = unicode_math(r"$$\begin{aligned}a&=b\\c&=d\end{aligned}$$")
    assert "a = b<br />\nc = d" in MarkdownIt().render(shown)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (r"$\sum_{i\in V}x_i$ and $\sum_{j\in V}x_j$", "∑_(i∈V) xᵢ and ∑_(j∈V) xⱼ"),
        (r"$W_V W_O$ and $W_V$", "W_V W_O and W_V"),
        (r"$x^*$ and $y^*z$", "x* and y*z"),
        (r"$E[x]$(see)", "E[x](see)"),
        (r"$a_{i<j>k}$", "a_(i&lt;j&gt;k)"),
    ],
)
def test_no_mark_of_a_formula_is_taken_for_markdown(text: str, html: str) -> None:
    assert MarkdownIt().render(unicode_math(text)) == f"<p>{html}</p>\n"


@pytest.mark.parametrize(
    "formula",
    [
        "{" * 3000,
        r"\frac{" * 900,
        "x^{" * 900 + "}" * 900,
        r"\begin{cases}",
        r"\frac{a}",
        "x_",
        "^2",
        "}{",
        r"\text{if $x$}",
        "x" * 10_000,
    ],
)
def test_a_formula_that_cannot_be_read_harms_nothing(formula: str) -> None:
    assert unicode_math(f"before ${formula}$ after").startswith("before ")


@pytest.mark.parametrize("unit", ["$a ", "$$a", "`", "``a", r"\$", "$x$ ", "$", "~~~\n"])
def test_a_long_text_takes_no_longer_than_its_length_asks(unit: str) -> None:
    start = time.perf_counter()
    _ = unicode_math(unit * 5_000)
    # 0.4 s were measured for the slowest; a quadratic search takes minutes.
    assert time.perf_counter() - start < 10


@given(st.text(alphabet=r"$\{}[]()^_&ab1 +-=fracsqtexn" + "`\n", max_size=60))
def test_any_text_is_rewritten_without_an_exception(text: str) -> None:
    assert isinstance(unicode_math(text), str)


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Every text of the built-in bank that may hold a formula."""
    bank = load(builtin_pack())
    found: list[Text] = []
    for i in bank.ids:
        q = bank.question(i)
        found += [q.question, q.answer, q.choices.right, *(p.text for p in q.points)]
        found += [t for w in q.choices.wrong for t in (w.text, w.why)]
        found += [t for c in q.claims for t in (c.says, c.truth) if t]
    return [text.read(lang) for text in found for lang in (Lang.EN, Lang.ZH)]


def test_no_command_is_left_of_any_formula_of_the_bank(texts: list[str]) -> None:
    left = [t for t in map(unicode_math, texts) if re.search(r"\\[A-Za-z]|\$", t)]
    assert left == []
    assert any("$" in text for text in texts)


def test_every_command_of_the_bank_is_known(texts: list[str]) -> None:
    known = {*WORDS, *ACCENTS, *DELIMITERS, *NOTHING, *SPACES}
    known |= {"frac", "sqrt", "mathbb", "mathcal", "mathbf", "operatorname", "begin", "end"}
    known |= {"max", "min", "log", "ln", "exp", "sin", "cos", "tan", "tanh", "arg", "det", "lim"}
    used = {name for text in texts for name in re.findall(r"\\([A-Za-z]+)", text)}
    assert {name for name in used - known if symbol(name) == name} == set()
