"""Which terms a text uses, and which term a word means."""

import pytest

from quizkit.bank.glossary import Term, term_called, terms_in
from quizkit.errors import QuizkitError
from quizkit.model import Text


def term(zh: str, *also: str, avoid: tuple[str, ...] = ()) -> Term:
    """A term; what it means is of no matter here."""
    return Term(zh, Text("it is explained", "有解释"), also, avoid)


GLOSSARY = {
    "attention mask": term("注意力掩码"),
    "causal": term("因果"),
    "causal mask": term("因果掩码", avoid=("原因掩码",)),
    "mask": term("掩码", avoid=("因果遮罩",)),
    "positional encoding": term("位置编码", "正弦编码"),
    "residual stream": term("残差流"),
    "shade": term("因果遮罩"),
    "softmax bottleneck": term("softmax 瓶颈"),
}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The residual stream.", ["residual stream"]),
        ("Residual Streams meet.", ["residual stream"]),
        ("the residual-stream", ["residual stream"]),
        ("a residual\nstream", ["residual stream"]),
        ("a **residual** stream", ["residual stream"]),
        ("the residual", []),
        ("unmasked, masking, a [MASK] token", ["mask"]),
        ("Without a causal mask", ["causal mask"]),
        ("a causal mask, and another mask", ["causal mask", "mask"]),
        ("residual stream, causal mask, residual stream", ["residual stream", "causal mask"]),
        ("a causal order", ["causal"]),
        ("没有因果掩码", ["causal mask"]),
        ("既有因果掩码，也有掩码", ["causal mask", "mask"]),
        ("因果\n掩码", ["causal mask"]),
        ("用正弦编码", ["positional encoding"]),
        ("用causal mask屏蔽", ["causal mask"]),
        ("即 softmax 瓶颈", ["softmax bottleneck"]),
        ("原因掩码", ["mask"]),
        ("", []),
    ],
)
def test_terms_occur_as_whole_words_in_either_language(text: str, names: list[str]) -> None:
    assert terms_in(text, GLOSSARY) == names


def test_no_term_occurs_when_the_glossary_is_empty() -> None:
    assert terms_in("a causal mask", {}) == []


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("causal mask", "causal mask"),
        ("Causal-Masks", "causal mask"),
        ("因果掩码", "causal mask"),
        ("正弦编码", "positional encoding"),
        ("Softmax 瓶颈", "softmax bottleneck"),
        ("原因掩码", "causal mask"),
        ("因果遮罩", "shade"),
    ],
)
def test_a_term_is_called_by_its_name_and_by_each_translation(word: str, name: str) -> None:
    assert term_called(word, GLOSSARY) == name


@pytest.mark.parametrize(
    ("word", "hint"),
    [("casual mask", "did you mean causal mask?"), ("", "known: attention mask")],
)
def test_a_word_that_calls_no_term_is_met_with_those_that_do(word: str, hint: str) -> None:
    few = {name: GLOSSARY[name] for name in ("attention mask", "causal mask")}
    with pytest.raises(QuizkitError) as told:
        _ = term_called(word, few)
    assert told.value.hint.startswith(hint)
