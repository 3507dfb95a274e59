"""Its library was there before it was imported here."""

import sys

THERE = "transformers.modeling_utils" in sys.modules

import transformers  # noqa: E402  what was there before is the question

from quizkit.evidence import Lab, check  # noqa: E402  likewise


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def needs_transformers(lab: Lab, n: int = 0) -> None:
    lab.record("it was there", THERE)
    lab.count("n", n + (transformers.BertConfig().hidden_size - 768), equals=0)


if __name__ == "__main__":
    needs_transformers.main()
