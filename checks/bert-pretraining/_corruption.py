"""BERT's corruption of its input, by the data collator of the transformers library."""

import torch
from torch import Tensor
from transformers import BertTokenizer, DataCollatorForLanguageModeling

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
MASK = SPECIAL.index("[MASK]")


def corrupt(
    words: Tensor, vocabulary: int, *, rate: float = 0.15, mask: float = 0.8, random: float = 0.1
) -> tuple[Tensor, Tensor]:
    """What the model is shown, and which positions carry loss, for `words` of any shape."""
    tokens = (*SPECIAL, *(f"w{i}" for i in range(vocabulary - len(SPECIAL))))
    tokenizer = BertTokenizer(vocab={token: i for i, token in enumerate(tokens)})
    collator = DataCollatorForLanguageModeling(
        tokenizer, mlm_probability=rate, mask_replace_prob=mask, random_replace_prob=random
    )
    inputs = words.cpu().clone()  # the collator works on the CPU and in place
    shown, labels = collator.torch_mask_tokens(inputs, torch.zeros_like(inputs))
    return shown.to(words.device), (labels != -100).to(words.device)
