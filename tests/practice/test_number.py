"""What a learner types is read as the number that was meant, or explained."""

import pytest

from quizkit.practice.number import NotANumber, exactly, read_number, roughly


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("64", 64.0),
        (" 6.4 ", 6.4),
        ("-3", -3.0),
        (".5", 0.5),
        ("1e-3", 1e-3),
        ("50%", 0.5),
        ("3/4", 0.75),
        ("2^16", 65536.0),
        ("2**-1", 0.5),
        ("1,000", 1000.0),
        ("109,482,240", 109482240.0),
        ("６４", 64.0),
        ("50％", 0.5),
        ("0。5", 0.5),
        ("−8", -8.0),
        ("64^0.5", 8.0),
    ],
)
def test_a_number_is_read_as_it_was_meant(typed: str, value: float) -> None:
    assert read_number(typed) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    "typed",
    [
        *("", "  ", "many", "1,5", "12,34", "1.2.3", "inf", "nan", "1e999", "1/0", "9^9^9"),
        *("9^9999", "(-8)^0.5", "-8^0.5", "0x10", "1_000", "64 or so", "\x1b[31m64", "e5", "%"),
    ],
)
def test_anything_else_is_explained_in_both_languages(typed: str) -> None:
    with pytest.raises(NotANumber) as caught:
        _ = read_number(typed)
    told = caught.value.told
    assert told.en
    assert told.zh
    assert told.en.isprintable()


@pytest.mark.parametrize(
    ("value", "told", "rough"),
    [
        (64.0, "64", "64"),
        (64.1234, "64.12", "64"),
        (-0.50312, "-0.5031", "-0.5"),
        (7_087_872.0, "7,087,872", "7,100,000"),
        (0.0, "0", "0"),
        (1.42e-14, "1.42e-14", "1.4e-14"),
        (9.97, "9.97", "10"),
        (1234.5678, "1,235", "1,200"),
        (1e300, "1e+300", "1e+300"),
    ],
)
def test_a_number_is_told_with_the_digits_that_count(value: float, told: str, rough: str) -> None:
    assert (exactly(value), roughly(value)) == (told, rough)
