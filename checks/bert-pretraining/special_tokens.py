"""[CLS] and [SEP] are never selected, but the random word may be any row: [SEP] and [MASK] too.

The collator finds the special tokens of a text and excludes them from the selection. What it puts
in place of a word is drawn from the whole vocabulary of V, special tokens included: 5 in V times.
Devlin et al.'s code does the same, drawing from all lines of the vocabulary file. Devlin et al.
2019, §A.1.
"""

import torch
from _corruption import SPECIAL
from torch import Tensor
from transformers import BertTokenizer, DataCollatorForLanguageModeling

from quizkit.evidence import Lab, check

TEXTS, N = 800, 512
ENDS = [0, N - 1]


def found_by_the_collator(ids: Tensor) -> None:
    return None


def none_at_all(ids: Tensor) -> Tensor:
    return torch.zeros_like(ids)


def of_all_rows(shown: Tensor) -> Tensor:
    return shown


def of_words_only(shown: Tensor) -> Tensor:
    return shown.clamp(min=len(SPECIAL))


@check(
    controls={
        "special_tokens_mask all zero": {"special": none_at_all},
        "replacements from words alone": {"replacement": of_words_only},
    }
)
def special_tokens(lab: Lab, special=found_by_the_collator, replacement=of_all_rows) -> None:
    for v in lab.sweep("vocabulary", (25, 50, 100)):
        tokens = (*SPECIAL, *(f"w{i}" for i in range(v - len(SPECIAL))))
        tokenizer = BertTokenizer(vocab={token: i for i, token in enumerate(tokens)})
        collator = DataCollatorForLanguageModeling(
            tokenizer, mlm_probability=0.15, mask_replace_prob=0, random_replace_prob=1
        )
        ids = lab.integers(len(SPECIAL), v, TEXTS, N).cpu()
        ids[:, 0], ids[:, -1] = SPECIAL.index("[CLS]"), SPECIAL.index("[SEP]")
        shown, labels = collator.torch_mask_tokens(ids.clone(), special(ids))
        selected = labels != -100
        lab.count("special tokens selected", selected[:, ENDS].sum(), equals=0)
        drawn = replacement(shown)[:, 1:-1][selected[:, 1:-1]]
        share = len(SPECIAL) / v
        lab.proportion(
            "special tokens among random words", drawn < len(SPECIAL), equals=share, within=0.02
        )


if __name__ == "__main__":
    special_tokens.main()
