"""It changes its own pack."""

from pathlib import Path

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def its_pack(lab: Lab, n: int = 0) -> None:
    if n == 0:
        _ = Path(__file__).with_name("planted.py").write_text("", encoding="utf-8")
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    its_pack.main()
