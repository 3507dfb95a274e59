"""Reading a typed answer with a sentence-embedding model on this machine."""

import json
import math
import select
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from quizkit.errors import QuizkitError
from quizkit.model.question import Point
from quizkit.model.text import Lang
from quizkit.practice.matching.patterns import PatternMatcher
from quizkit.practice.matching.segments import segments
from quizkit.practice.ticks import Found

LOADING, READING = 180.0, 60.0
"""Seconds that the model may take to load, and for one answer."""
HINT = 'matcher = "patterns" in settings.toml does without it'
HINT_ZH = '在 settings.toml 中写 matcher = "patterns" 则不需要它'
_RANK = {Found.MISSING: 0, Found.PERHAPS: 1, Found.FOUND: 2}


class EmbeddingMatcher:
    """Finds a point where a sentence of the answer lies close to it, or where the patterns do.

    `model` is a folder or a name on the Hugging Face hub, as `transformers` loads it. `found` and
    `perhaps` are cosines: they depend on the model, so they are the learner's to set. Sentences are
    compared with the point in both languages. A model sees no "not"; what the patterns say counts
    as well, and the better of the two.
    """

    def __init__(self, model: str, *, found: float, perhaps: float) -> None:
        self._model = model
        self._found, self._perhaps = found, perhaps
        self._patterns = PatternMatcher()
        self._child: subprocess.Popen[str] | None = None

    def match(self, typed: str, points: Sequence[Point], lang: Lang) -> tuple[Found, ...]:
        """One finding for each point.

        Raises:
            QuizkitError: the model cannot be loaded, breaks, or takes too long.
        """
        patterns = self._patterns.match(typed, points, lang)
        parts = segments(typed)
        if not parts:
            return patterns
        told = [text for point in points for text in (point.text.en, point.text.zh)]
        vectors = self._embed([*parts, *told])
        answer, known = vectors[: len(parts)], vectors[len(parts) :]
        found = [
            self._finding(max(_dot(a, k) for a in answer for k in known[2 * i : 2 * i + 2]))
            for i in range(len(points))
        ]
        return tuple(max(pair, key=_RANK.__getitem__) for pair in zip(found, patterns, strict=True))

    def close(self) -> None:
        """End the child."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        _ = child.wait()
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                stream.close()

    def _finding(self, cosine: float) -> Found:
        if cosine >= self._found:
            return Found.FOUND
        return Found.PERHAPS if cosine >= self._perhaps else Found.MISSING

    def _embed(self, texts: Sequence[str]) -> list[list[float]]:
        try:
            child = self._child or self._start()
            assert child.stdin is not None
            _ = child.stdin.write(json.dumps(list(texts)) + "\n")
            child.stdin.flush()
            vectors: Any = self._read(child, READING).get("vectors")
        except (OSError, ValueError) as error:
            self.close()
            raise self._broken(str(error)) from error
        if not _are_vectors(vectors, len(texts)):
            self.close()
            raise self._broken("it gave no vectors")
        return vectors

    def _start(self) -> "subprocess.Popen[str]":
        """Start the child, and wait until it has loaded the model."""
        self._child = child = subprocess.Popen(
            [sys.executable, "-m", "quizkit.practice.matching.vectors", self._model],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            start_new_session=True,  # Ctrl-C in the terminal is for the session
        )
        _ = self._read(child, LOADING)
        return child

    def _read(self, child: "subprocess.Popen[str]", seconds: float) -> dict[str, Any]:
        """One line of the child's; raise ValueError for anything else than what was asked for."""
        assert child.stdout is not None
        if not select.select([child.stdout], [], [], seconds)[0]:
            raise ValueError(f"no answer within {seconds:.0f} s")
        said = json.loads(child.stdout.readline() or '{"error": "it ended"}')
        if "error" in said:
            raise ValueError(str(said["error"]).partition("\n")[0])
        return said

    def _broken(self, reason: str) -> QuizkitError:
        return QuizkitError(
            f"the model {self._model!r} cannot be used: {reason}",
            hint=HINT,
            zh=f"无法使用模型 {self._model!r}：{reason}",
            hint_zh=HINT_ZH,
        )


def _are_vectors(vectors: Any, count: int) -> bool:
    if not isinstance(vectors, list) or len(vectors) != count:
        return False
    return all(isinstance(v, list) and all(map(math.isfinite, v)) for v in vectors)


def _dot(a: Sequence[float], b: Sequence[float]) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True))
