"""It looks up its limits."""

import resource

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def limits(lab: Lab, n: int = 0) -> None:
    if n == 0:
        for name in ("CPU", "AS", "DATA", "FSIZE", "CORE", "NOFILE"):
            soft, hard = resource.getrlimit(getattr(resource, f"RLIMIT_{name}"))
            print(name, soft, hard)
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    limits.main()
