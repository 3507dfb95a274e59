"""ALBERT has a two-way head for sentences as BERT has, and RoBERTa's pre-training model has none.

Counted are the layers with two outputs in the models that transformers gives for pre-training: for
BERT next sentence or not, for ALBERT in order or swapped. So ALBERT did not drop the task but put
another in its place. Devlin et al. 2019, §3.1; Lan et al. 2020, §3.1; Liu et al. 2019, §4.2.
"""

from typing import Any

import torch
from torch import nn
from transformers import (
    AlbertConfig,
    AlbertForMaskedLM,
    AlbertForPreTraining,
    AlbertForSequenceClassification,
    BertConfig,
    BertForMaskedLM,
    BertForPreTraining,
    BertForSequenceClassification,
    RobertaConfig,
    RobertaForMaskedLM,
    RobertaForSequenceClassification,
)

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import SMALL_BERT

CONFIGS: dict[str, Any] = {"BERT": BertConfig, "ALBERT": AlbertConfig, "RoBERTa": RobertaConfig}
PRE_TRAINING: dict[str, Any] = {
    "BERT": BertForPreTraining,
    "ALBERT": AlbertForPreTraining,
    "RoBERTa": RobertaForMaskedLM,
}
MASKED_LM = PRE_TRAINING | {"BERT": BertForMaskedLM, "ALBERT": AlbertForMaskedLM}
FINE_TUNING: dict[str, Any] = {
    "BERT": BertForSequenceClassification,
    "ALBERT": AlbertForSequenceClassification,
    "RoBERTa": RobertaForSequenceClassification,
}
HEADS = {"BERT": 1, "ALBERT": 1, "RoBERTa": 0}


@check(
    controls={
        "the classes for masked words alone": {"classes": MASKED_LM},
        "the classes for fine-tuning": {"classes": FINE_TUNING},
    }
)
def sentence_heads(lab: Lab, classes=PRE_TRAINING) -> None:
    for name in lab.sweep("model", tuple(HEADS)):
        with torch.device("meta"):
            model = classes[name](CONFIGS[name](**SMALL_BERT))
        layers = [m for m in model.modules() if isinstance(m, nn.Linear) and m.out_features == 2]
        lab.count("two-way heads", len(layers), equals=HEADS[name])


if __name__ == "__main__":
    sentence_heads.main()
