"""It lists a folder of keys."""

from pathlib import Path

from _target import KEY

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def a_folder(lab: Lab, n: int = 0) -> None:
    if n == 0:
        print([path.name for path in Path(KEY).parent.iterdir()])
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    a_folder.main()
