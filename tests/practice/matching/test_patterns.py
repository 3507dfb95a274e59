"""What the patterns make of answers as learners type them, and of the whole built-in bank."""

from itertools import islice

import pytest

from quizkit.bank import Bank, builtin_pack, load
from quizkit.model import Lang, Text
from quizkit.model.question import Point
from quizkit.practice.matching import PatternMatcher
from quizkit.practice.ticks import Found

FOUND, PERHAPS, MISSING = Found.FOUND, Found.PERHAPS, Found.MISSING
VARIANCE = Point(
    Text("the variance of q·k grows like d_k", "q·k 的方差随 d_k 增长"),
    ("variance", "grows with d_k", "方差"),
)
SATURATES = Point(
    Text("large scores saturate the softmax", "得分过大使 softmax 饱和"), ("saturat", "饱和")
)
NO_MASK = Point(
    Text("padded queries need no mask", "填充位置的查询不需要掩码"), ("no mask", "不需要掩码")
)


@pytest.mark.parametrize(
    ("point", "typed", "found"),
    [
        (VARIANCE, "The variance grows.", FOUND),
        (VARIANCE, "VARIANCE", FOUND),
        (VARIANCE, "the ｖａｒｉａｎｃｅ", FOUND),
        (VARIANCE, "its **variance** is `d_k`", FOUND),
        (VARIANCE, "- first\n- the variance\n- last", FOUND),
        (VARIANCE, "it grows with $d_k$", FOUND),
        (VARIANCE, "it grows\nwith  d_k", FOUND),
        (VARIANCE, "方差变大", FOUND),
        (VARIANCE, "score 的 variance 变大", FOUND),
        (VARIANCE, "得分的variance变大", FOUND),
        (VARIANCE, "the varience is large", PERHAPS),
        (VARIANCE, "the vairance is large", PERHAPS),
        (VARIANCE, "the variants of q·k grow like d_k", PERHAPS),
        (VARIANCE, "q·k 的差方随着 d_k 增长", PERHAPS),
        (VARIANCE, "it grows with dₖ", FOUND),
        (VARIANCE, "the invariance under shifts", MISSING),
        (VARIANCE, "a variant of attention", MISSING),
        (VARIANCE, "nothing of the kind", MISSING),
        (SATURATES, "the softmax saturates", FOUND),
        (SATURATES, "saturation of the softmax", FOUND),
        (SATURATES, "the softmax does not saturate", PERHAPS),
        (SATURATES, "the softmax doesn't saturate", PERHAPS),
        (SATURATES, "the softmax doesn’t saturate", PERHAPS),
        (SATURATES, "the softmax never saturates", PERHAPS),
        (SATURATES, "without saturation", PERHAPS),
        (SATURATES, "softmax 不会饱和", PERHAPS),
        (SATURATES, "softmax 不饱和", PERHAPS),
        (SATURATES, "softmax 未饱和", PERHAPS),
        (SATURATES, "It does not vanish. It saturates.", FOUND),
        (SATURATES, "it does not vanish, it saturates", FOUND),
        (SATURATES, "it does not vanish but saturates", FOUND),
        (SATURATES, "not only the mean grows but the softmax saturates", FOUND),
        (SATURATES, "it does not saturate at first, but later it saturates", FOUND),
        (SATURATES, "不是梯度消失，而是 softmax 饱和", FOUND),
        (SATURATES, "差不多饱和了", FOUND),
        (SATURATES, "不同的行都饱和", FOUND),
        (SATURATES, "不仅饱和", FOUND),
        (SATURATES, "softmax 没饱和", PERHAPS),
        (SATURATES, "梯度不消失但是 softmax 饱和", FOUND),
        (SATURATES, "not only does it saturate", FOUND),
        (NO_MASK, "they need no mask", FOUND),
        (NO_MASK, "不需要掩码", FOUND),
        (NO_MASK, "they need a mask", MISSING),
        (SATURATES, "", MISSING),
        (SATURATES, " \n\t", MISSING),
        (SATURATES, "。", MISSING),
        (SATURATES, "\x00\ud800\u202e", MISSING),
        (SATURATES, "$$$ \\frac{", MISSING),
    ],
)
@pytest.mark.parametrize("lang", [Lang.EN, Lang.ZH])
def test_an_answer_names_a_point(point: Point, typed: str, found: Found, lang: Lang) -> None:
    assert PatternMatcher().match(typed, [point], lang) == (found,)


def test_a_very_long_answer_is_read_to_its_end() -> None:
    typed = "word and more of it, " * 2_000 + "the softmax saturates"
    assert PatternMatcher().match(typed, [SATURATES], Lang.EN) == (FOUND,)


def test_a_very_long_answer_of_another_matter_names_nothing() -> None:
    typed = "we walked along the river for a while; " * 500
    assert PatternMatcher().match(typed, [VARIANCE, SATURATES], Lang.EN) == (MISSING, MISSING)


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load(builtin_pack())


@pytest.mark.parametrize("lang", [Lang.EN, Lang.ZH])
def test_the_banks_own_answers_name_all_of_their_points(bank: Bank, lang: Lang) -> None:
    missing: list[str] = []
    points = 0
    for key in bank.ids:
        question = bank.question(key)
        found = PatternMatcher().match(question.answer.read(lang), question.points, lang)
        points += len(found)
        pairs = zip(question.points, found, strict=True)
        missing += [f"{key}: {point.text.en}" for point, f in pairs if f is not FOUND]
    assert points > 300
    assert not missing


@pytest.mark.parametrize("lang", [Lang.EN, Lang.ZH])
def test_an_answer_in_the_words_of_a_point_names_it(bank: Bank, lang: Lang) -> None:
    for key in bank.ids:
        for point in bank.question(key).points:
            typed = point.text.read(lang)
            assert PatternMatcher().match(typed, [point], lang) != (MISSING,), f"{key}: {typed}"


@pytest.mark.parametrize("lang", [Lang.EN, Lang.ZH])
def test_the_answer_to_another_question_names_few_points(bank: Bank, lang: Lang) -> None:
    """All are about the same model, so that some words occur everywhere."""
    found = points = 0
    for key, other in zip(bank.ids, islice(bank.ids, 17, None), strict=False):
        typed = bank.question(other).answer.read(lang)
        said = PatternMatcher().match(typed, bank.question(key).points, lang)
        found += said.count(FOUND)
        points += len(said)
    assert points > 200
    assert found <= 0.15 * points
