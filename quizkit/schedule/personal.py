"""A learner's own weights: fitted to the review log, kept in a file with their algorithm."""

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from quizkit.errors import Place, QuizkitError
from quizkit.schedule.fsrs import Fsrs
from quizkit.settings import RETENTION

FILE_NAME = "weights.json"
ALGORITHM = "FSRS-6"
WEIGHTS = 21
"""How many weights FSRS-6 has, in `fsrs` and in `fsrs-rs` alike; FSRS-5 has 19."""
AGAIN_ZH = "`quizkit optimize` 重新拟合，`quizkit optimize --reset` 恢复库自带的权重"
AGAIN = "`quizkit optimize` fits them again, `quizkit optimize --reset` goes back to the library's"


@dataclass(frozen=True, slots=True)
class Weights:
    """Fitted weights, the algorithm that they are weights of, and what they were fitted to.

    `libraries` has the version of the library that fitted them and of the one that schedules with
    them; `fitted_at` is in UTC; `reviews` counts the reviews whose recall was to be predicted.
    """

    weights: tuple[float, ...]
    fitted_at: datetime
    reviews: int
    libraries: Mapping[str, str]
    algorithm: str = ALGORITHM


def load(path: Path, retention: float = RETENTION) -> Fsrs:
    """The schedule to go by: with the learner's own weights if there are any, else the library's.

    Raises:
        QuizkitError: the file cannot be read, or its weights belong to another algorithm.
    """
    kept = read(path)
    return Fsrs(kept.weights if kept else (), retention)


def read(path: Path) -> Weights | None:
    """The learner's own weights; None when there are none.

    Raises:
        QuizkitError: as `load`.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise _bad(
            path,
            f"the learner's own weights cannot be read: {error}",
            f"无法读取你自己的权重：{error}",
        ) from error
    try:
        kept = _weights(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _bad(path, "this is no file of weights", "这不是权重文件") from error
    if kept.algorithm != ALGORITHM or len(kept.weights) != WEIGHTS:
        found, kind = len(kept.weights), kept.algorithm
        raise _bad(
            path,
            f"these are {found} weights of {kind}, and this quizkit goes by "
            f"{WEIGHTS} of {ALGORITHM}",
            f"这是 {kind} 的 {found} 个权重，而这里使用 {ALGORITHM} 的 {WEIGHTS} 个",
        )
    if not all(map(math.isfinite, kept.weights)):
        raise _bad(path, "a weight is no finite number", "有一个权重不是有限数")
    return kept


def write(path: Path, kept: Weights) -> None:
    """Keep weights; the file is whole at any moment."""
    told = asdict(kept) | {"fitted_at": kept.fitted_at.isoformat(), "libraries": {**kept.libraries}}
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    _ = beside.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    _ = beside.replace(path)


def forget(path: Path) -> bool:
    """Go back to the library's weights; whether there were others."""
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    return True


def libraries() -> dict[str, str]:
    """The versions of what fits weights and of what schedules with them (takes 15 ms each)."""
    from importlib.metadata import version  # another 10 ms, which no session need wait for

    return {name: version(name) for name in ("fsrs-rs-python", "fsrs")}


def _weights(raw: Any) -> Weights:
    return Weights(
        weights=tuple(float(weight) for weight in raw["weights"]),
        fitted_at=datetime.fromisoformat(raw["fitted_at"]),
        reviews=int(raw["reviews"]),
        libraries={str(k): str(v) for k, v in cast(dict[str, str], raw["libraries"]).items()},
        algorithm=str(raw["algorithm"]),
    )


def _bad(path: Path, message: str, zh: str) -> QuizkitError:
    return QuizkitError(message, place=Place(path), hint=AGAIN, zh=zh, hint_zh=AGAIN_ZH)
