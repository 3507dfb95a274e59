"""Make a pack of generated questions, as long and as nested as real ones.

python benchmarks/generated_pack.py FOLDER [--questions 10000]
"""

import argparse
import random
from pathlib import Path

import yaml

ENGLISH = [
    *("the", "attention", "score", "of", "a", "query", "and", "key", "grows", "with", "width"),
    *("head", "unless", "it", "is", "scaled", "so", "that", "softmax", "keeps", "its", "gradient"),
    *("while", "residual", "streams", "carry", "every", "layer", "output", "to", "next", "norm"),
]
CHINESE = "注意力得分随头的宽度增长因此需要缩放否则梯度会消失残差流把每一层的输出传给下一个归一化层"


def make_pack(root: Path, questions: int, *, seed: int = 0) -> None:
    """Write `questions` questions in 50 topics, and one check per topic."""
    draw = random.Random(seed)
    for n in range(questions):
        topic = f"topic-{n % 50:02d}"
        path = root / "qa_bank" / topic / f"question-{n:05d}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        dumped = yaml.dump(
            _question(draw, topic, n), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False
        )
        _ = path.write_text(dumped, encoding="utf-8")
    for n in range(min(50, questions)):
        path = root / "checks" / f"topic-{n:02d}" / "measured.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        _ = path.write_text(CHECK, encoding="utf-8")
    references = {"author2020": {"authors": "Author", "title": "Title", "year": 2020}}
    _ = (root / "qa_bank" / "references.yaml").write_text(yaml.safe_dump(references), "utf-8")


CHECK = '''"""A statistic has the value that theory gives it."""

from quizkit.evidence import Lab, check


@check(controls={"doubled": {"factor": 2.0}, "halved": {"factor": 0.5}})
def measured(lab: Lab, factor: float = 1.0) -> None:
    lab.variance("variance", lab.normal(20_000) * factor, equals=1.0, within=0.1)


if __name__ == "__main__":
    measured.main()
'''


def _question(draw: random.Random, topic: str, n: int) -> dict[str, object]:
    def text(words: int) -> dict[str, str]:
        return {
            "en": " ".join(draw.choices(ENGLISH, k=words)).capitalize() + f", case {n}.",
            "zh": "".join(draw.choices(CHINESE, k=2 * words)) + f"，情形 {n}。",
        }

    def claim(i: int) -> dict[str, object]:
        measured = {"check": f"{topic}/measured", "observations": ["variance"]}
        return {"id": f"claim-{i}", "says": text(20), **measured}

    return {
        "question": text(12),
        "answer": text(180),
        "points": [text(8) | {"any": ["variance", "方差"]} for _ in range(4)],
        "claims": [claim(i) for i in range(3)],
        "choices": {
            "right": text(15),
            "wrong": [text(15) | {"why": text(15)} for _ in range(3)],
        },
        "difficulty": 1 + n % 5,
        "follow_ups": [f"{topic}/question-{n % 50:05d}"],
        "sources": ["author2020 §3"],
        "covers": [f"000#{n}"],
    }


def main() -> None:
    """Make a pack from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    _ = parser.add_argument("folder", type=Path)
    _ = parser.add_argument("--questions", type=int, default=10_000)
    arguments = parser.parse_args()
    make_pack(arguments.folder, arguments.questions)


if __name__ == "__main__":
    main()
