"""A child process that turns sentences into vectors: `python -m quizkit.practice.matching.vectors`.

The one module of `practice` that imports torch, and only where it runs as a program of its own: a
practice session starts without torch, and a model that breaks takes nothing with it. It reads a
line of JSON, a list of texts, and writes one: a list of vectors of length 1, or {"error": …}.
"""

import json
import sys
from collections.abc import Sequence
from typing import Any


def main() -> None:
    """Load the model that the first argument names; answer until the input ends."""
    try:
        embed = load(sys.argv[1])
    except Exception as error:  # noqa: BLE001  whatever a stranger's model raises is told
        _write({"error": f"{type(error).__name__}: {error}"})
        return
    _write({"ready": True})
    for line in sys.stdin:
        _write({"vectors": embed(json.loads(line))})


def load(model: str) -> Any:
    """What embeds a list of texts: mean pooling over the tokens that are no padding.

    As sentence-transformers do (Reimers and Gurevych 2019, §3).
    """
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokenizer: Any = AutoTokenizer.from_pretrained(model)
    network: Any = AutoModel.from_pretrained(model).eval()
    longest = min(
        tokenizer.model_max_length, getattr(network.config, "max_position_embeddings", 512)
    )

    def embed(texts: Sequence[str]) -> list[list[float]]:
        inputs = tokenizer(
            list(texts), padding=True, truncation=True, max_length=longest, return_tensors="pt"
        )
        with torch.inference_mode():
            states = network(**inputs).last_hidden_state  # (texts, tokens, width)
        kept = inputs["attention_mask"].unsqueeze(-1).to(states.dtype)
        mean = (states * kept).sum(1) / kept.sum(1).clamp(min=1.0)
        vectors: list[list[float]] = torch.nn.functional.normalize(mean.float(), dim=-1).tolist()
        return vectors

    return embed


def _write(said: dict[str, Any]) -> None:
    _ = sys.stdout.write(json.dumps(said) + "\n")
    _ = sys.stdout.flush()


if __name__ == "__main__":
    main()
