"""It fills Python's own memory."""

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def eats_python_memory(lab: Lab, n: int = 0) -> None:
    eaten: list[bytes] = []
    while True:
        eaten.append(bytes(2**24))


if __name__ == "__main__":
    eats_python_memory.main()
