"""In BERT-base linear layers are the most frequent module: 73, against 37 Dropouts, 25 LayerNorms.

A layer has six linear maps (query, key, value, attention output, two of the FFN), three dropouts
(on the attention weights and on the outputs of both sublayers) and two LayerNorms. The embeddings
add one dropout and one LayerNorm, the pooler one linear map. Devlin et al. 2019, §3.
"""

from collections import Counter

import torch
from torch import nn
from transformers import BertConfig, BertModel

from quizkit.evidence import Lab, check


@check(
    controls={
        "the FFN's two maps forgotten": {"linears": 4},
        "no dropout on the attention weights": {"dropouts": 2},
        "one LayerNorm a layer": {"norms": 1},
    }
)
def module_counts(lab: Lab, linears: int = 6, dropouts: int = 3, norms: int = 2) -> None:
    config = BertConfig()
    with torch.device("meta"):
        found = Counter(type(module) for module in BertModel(config).modules())
    layers = config.num_hidden_layers
    lab.count("Linear", found[nn.Linear], equals=linears * layers + 1)
    lab.count("Dropout", found[nn.Dropout], equals=dropouts * layers + 1)
    lab.count("LayerNorm", found[nn.LayerNorm], equals=norms * layers + 1)


if __name__ == "__main__":
    module_counts.main()
