"""What it costs to start, and to verify when nothing has to be run.

    python benchmarks/verify_warm.py [--rounds 15]

Every figure is the median wall time of fresh processes, taken in turns in one run: `quizkit --help`
against the --help of a generated typer app with two commands, and `quizkit verify` of the whole
built-in pack, with everything in the cache, against `quizkit --help`.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

HELP_REACH = 1.2
"""Times the --help of a two-command typer app."""
WARM_REACH = 2.0
"""Times `quizkit --help`."""

QUIZKIT = str(Path(sys.executable).with_name("quizkit"))
TYPER_APP = """
import typer

app = typer.Typer()


@app.command()
def hello(name: str = typer.Argument("you", help="Whom to greet.")) -> None:
    "Say hello."
    typer.echo(f"hello {name}")


@app.command()
def goodbye(name: str, formal: bool = typer.Option(False, help="Say it formally.")) -> None:
    "Say goodbye."
    typer.echo(f"goodbye {name}")


if __name__ == "__main__":
    app()
"""


def seconds(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Wall time of one process."""
    start = time.perf_counter()
    run = subprocess.run(command, capture_output=True, env=environment, check=False)
    taken = time.perf_counter() - start
    # 1: something in the pack is not supported. That is no matter here.
    if run.returncode not in (0, 1):
        sys.exit(f"{command} ended with {run.returncode}: {run.stderr.decode()}")
    return taken


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    _ = parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        app = Path(folder) / "app.py"
        _ = app.write_text(TYPER_APP, encoding="utf-8")
        environment = os.environ | {"QUIZKIT_HOME": folder}
        commands = {
            "typer app --help": [sys.executable, str(app), "--help"],
            "quizkit --help": [QUIZKIT, "--help"],
            "quizkit verify, warm": [QUIZKIT, "verify"],
        }
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for command in commands.values():  # fills the cache, and compiles what is not compiled
            _ = seconds(command, environment)
        for _round in range(rounds):
            for name, command in commands.items():
                taken[name].append(seconds(command, environment))
    app_help, own_help, warm = (statistics.median(times) for times in taken.values())
    print(f"median of {rounds} rounds")
    print(f"typer app --help      {app_help * 1000:6.0f} ms")
    print(
        f"quizkit --help        {own_help * 1000:6.0f} ms   "
        f"{own_help / app_help:.2f} × the app's (reach ≤ {HELP_REACH} ×)"
    )
    print(
        f"quizkit verify, warm  {warm * 1000:6.0f} ms   "
        f"{warm / own_help:.2f} × quizkit --help (reach ≤ {WARM_REACH} ×)"
    )


if __name__ == "__main__":
    main()
