"""Names of members are file names everywhere, and none can be taken for another."""

import pytest

from quizkit.group.names import BadName, checked, looks


@pytest.mark.parametrize("name", ["ada", "Ada-2", "小博", "Zoë", "мария", "a" * 32])
def test_a_word_in_any_alphabet_is_a_name(name: str) -> None:
    assert checked(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "../x",
        "a/b",
        "a\\b",
        ".hidden",
        "-rf",
        "CON",
        "com1",
        "a.b",
        "a b",
        "ada\x1b[31m",
        "ada\u202e",
        "a\u0430da",  # Cyrillic а
        "ａｄａ",
        "a" * 33,
        "[red]",
        "x\n",
    ],
)
def test_what_could_be_a_path_a_device_or_another_name_is_refused(name: str) -> None:
    with pytest.raises(BadName):
        _ = checked(name)


def test_decomposed_letters_are_kept_composed() -> None:
    assert checked("Zoe\u0308") == "Zoë"


@pytest.mark.parametrize(
    ("one", "other"), [("Ada", "ada"), ("соре", "cope"), ("b0b", "bob"), ("1da", "lda")]
)
def test_names_that_look_alike_are_found_out(one: str, other: str) -> None:
    assert looks(one) == looks(other)


def test_names_that_differ_to_the_eye_do_not_look_alike() -> None:
    assert len({looks(name) for name in ("ada", "adam", "bo", "小博")}) == 4
