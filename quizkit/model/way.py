"""How a typed answer is held against the points of its question."""

from enum import StrEnum


class Way(StrEnum):
    """Patterns and embeddings stay on this machine; an endpoint is sent the answer."""

    PATTERNS = "patterns"
    EMBEDDINGS = "embeddings"
    ENDPOINT = "endpoint"
