"""`truncation=True` cuts nothing unless the tokenizer knows a limit or is given one.

A tokenizer that is built from a vocabulary alone has model_max_length 1e30: the limit stands in the
configuration that comes with a released checkpoint, not in the vocabulary.
"""

from typing import Any

from transformers import BertTokenizer

from quizkit.evidence import Lab, check

WORDS = 600
NOTHING: dict[str, Any] = {}
VOCABULARY = {w: i for i, w in enumerate(("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "word"))}


@check(
    controls={
        "max_length given": {"call": {"max_length": 512}},
        "limit known to the tokenizer": {"settings": {"model_max_length": 512}},
    }
)
def truncation_needs_a_limit(lab: Lab, settings=NOTHING, call=NOTHING) -> None:
    tokenizer = BertTokenizer(vocab=VOCABULARY, **settings)
    ids = tokenizer("word " * WORDS, truncation=True, **call)["input_ids"]
    # [CLS] in front and [SEP] at the end.
    lab.count("ids of 600 words", len(ids), equals=WORDS + 2)


if __name__ == "__main__":
    truncation_needs_a_limit.main()
