"""A tiny sentence model, made here, is loaded in a child and compared with the points."""

import json
import math
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quizkit.errors import QuizkitError
from quizkit.model import Lang, Text
from quizkit.model.question import Point
from quizkit.practice.matching import Fallback, PatternMatcher
from quizkit.practice.matching.embeddings import EmbeddingMatcher
from quizkit.practice.matching.segments import segments
from quizkit.practice.ticks import Found

WORDS = "the a variance softmax of score grows saturates entries are independent wide 方 差 增 长 ."
POINTS = (
    Point(Text("the variance grows", "方差增长"), ("no such stem",)),
    Point(Text("the softmax saturates", "softmax 饱和"), ("no such stem",)),
)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT of one layer with random weights, and a tokenizer of seventeen words."""
    folder = tmp_path_factory.mktemp("model")
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS.split()]
    make = f"""
import torch
from transformers import BertConfig, BertModel, BertTokenizer
torch.manual_seed(0)
vocab = {{word: i for i, word in enumerate({vocabulary!r})}}
config = BertConfig(vocab_size=len(vocab), hidden_size=64, num_hidden_layers=1,
    num_attention_heads=2, intermediate_size=32, max_position_embeddings=32)
BertModel(config, add_pooling_layer=False).save_pretrained({str(folder)!r})
BertTokenizer(vocab=vocab).save_pretrained({str(folder)!r})
"""
    _ = subprocess.run([sys.executable, "-c", make], check=True, capture_output=True)
    return folder


@pytest.fixture
def matcher(model: Path) -> Iterator[EmbeddingMatcher]:
    matcher = EmbeddingMatcher(str(model), found=0.999, perhaps=0.9)
    yield matcher
    matcher.close()


def test_a_sentence_that_says_a_point_word_for_word_finds_it(matcher: EmbeddingMatcher) -> None:
    typed = "a score are wide. the variance grows"
    first, second = matcher.match(typed, POINTS, Lang.EN)
    assert first is Found.FOUND
    assert second is not Found.FOUND
    assert PatternMatcher().match(typed, POINTS, Lang.EN)[0] is Found.MISSING, "it has no stem"
    assert matcher.match("方差增长", POINTS, Lang.EN)[0] is Found.FOUND, "in the other language"


def test_the_better_of_model_and_patterns_counts(matcher: EmbeddingMatcher) -> None:
    point = Point(Text("the entries are independent", "各分量独立"), ("wide",))
    assert matcher.match("wide", [point], Lang.EN) == (Found.FOUND,)


@pytest.mark.parametrize("typed", ["", "  ", "\n\n。"])
def test_an_empty_answer_needs_no_model(typed: str) -> None:
    matcher = EmbeddingMatcher("no/such/model", found=0.7, perhaps=0.5)
    assert matcher.match(typed, POINTS, Lang.EN) == (Found.MISSING,) * 2


def test_a_long_answer_is_cut_by_the_tokenizer_and_not_refused(matcher: EmbeddingMatcher) -> None:
    assert len(matcher.match("the variance grows " * 500, POINTS, Lang.EN)) == 2


def test_vectors_are_means_over_tokens_that_are_no_padding(model: Path) -> None:
    """A sentence has the same vector of length 1 alone and beside a longer one."""
    asked = [["the variance"], ["the variance", "the softmax of a score saturates ."]]
    run = subprocess.run(
        [sys.executable, "-m", "quizkit.practice.matching.vectors", str(model)],
        input="".join(json.dumps(texts) + "\n" for texts in asked),
        capture_output=True,
        text=True,
        check=True,
    )
    ready, alone, beside = map(json.loads, run.stdout.splitlines())
    assert ready == {"ready": True}
    (vector,) = alone["vectors"]
    assert math.hypot(*vector) == pytest.approx(1.0)
    assert beside["vectors"][0] == pytest.approx(vector, abs=1e-5)


def test_a_model_that_is_not_there_is_told_and_the_patterns_go_on() -> None:
    told: list[Text] = []
    matcher = Fallback(EmbeddingMatcher("/no/such/model", found=0.7, perhaps=0.5), told.append)
    assert matcher.match("the variance grows", POINTS, Lang.EN)[1] is Found.MISSING
    assert "the model '/no/such/model' cannot be used" in told[0].en
    assert "Traceback" not in told[0].en


@pytest.mark.parametrize(
    ("says", "told"),
    [
        ("", "Expecting value"),
        ("hello", "Expecting value"),
        ('{"ready": true}', "it ended"),
        ('{"error": "OSError: no\\nmore"}', r"OSError: no \("),
        ('{"ready": true}\n{"vectors": [[1.0]]}', "no vectors"),
        ('{"ready": true}\n{"vectors": [[NaN], [0.0], [0.0], [0.0], [0.0]]}', "no vectors"),
        ('{"ready": true}\n{"vectors": 3}', "no vectors"),
    ],
)
def test_a_child_that_says_anything_else_is_ended(
    monkeypatch: pytest.MonkeyPatch, says: str, told: str
) -> None:
    popen: Any = subprocess.Popen

    def instead(_: list[str], **options: Any) -> Any:
        code = f"print({says!r}, flush=True); input()"
        return popen([sys.executable, "-c", code], **options)

    monkeypatch.setattr(subprocess, "Popen", instead)
    matcher = EmbeddingMatcher("a-model", found=0.7, perhaps=0.5)
    with pytest.raises(QuizkitError, match=told) as error:
        _ = matcher.match("the variance", POINTS, Lang.EN)
    assert error.value.message.startswith("the model 'a-model' cannot be used")
    matcher.close()


def test_an_answer_is_cut_into_sentences_and_pairs_of_them() -> None:
    assert segments("One. Two; three!\n四。五") == [
        *("One.", "Two;", "three!", "四", "五"),
        *("One. Two;", "Two; three!", "three! 四", "四 五"),
    ]
