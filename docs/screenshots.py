"""Make the pictures of the README from the program itself: python docs/screenshots.py.

verify.svg is the end of a real run of every check, in a real terminal; practice.svg and
predict.svg are pages of the practice screen, the second after it has measured. It takes as long as
`make verify` from the beginning, and touches neither the learner's log nor the caches.
"""

import asyncio
import io
import os
import pty
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text
from textual.pilot import Pilot

from quizkit.bank import Bank, builtin_pack, load
from quizkit.cli.home import house_of
from quizkit.cli.learner import Learner
from quizkit.cli.live_checks import LiveChecks
from quizkit.cli.practice import desk_of
from quizkit.cli.session import Session as CommandLine
from quizkit.errors import QuizkitError
from quizkit.model import Lang
from quizkit.practice import KINDS, Limits, Selection
from quizkit.practice.matching import PatternMatcher
from quizkit.schedule import Fsrs
from quizkit.settings import Settings
from quizkit.store import FILE_NAME, Store
from quizkit.tui import PracticeApp

IMAGES = Path(__file__).parent / "images"
QUESTION = "scaling/why-scale-by-sqrt-dk"
COLUMNS, LINES = 96, 36
PATIENCE = 60.0
"""Seconds for one check, which begins with importing torch."""


def main() -> None:
    """Write the three pictures."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["QUIZKIT_HOME"] = home
        bank = load(builtin_pack())
        asyncio.run(practice(bank, Path(home) / "recall", IMAGES / "practice.svg", "recall"))
        asyncio.run(practice(bank, Path(home) / "predict", IMAGES / "predict.svg", "predict"))
        verify(IMAGES / "verify.svg")


def verify(picture: Path) -> None:
    """Run `quizkit verify` in a terminal and keep its last lines."""
    shown = in_a_terminal([sys.executable, "-m", "quizkit", "verify", "--lang", "en"])
    after_the_live_table = shown.rpartition("\x1b[?25h")[2]
    last = "\n".join(map(str.rstrip, after_the_live_table.rstrip().splitlines()[-LINES:]))
    whole_claims = last.partition("\n\n")[2]
    console = Console(record=True, width=COLUMNS + 2, file=io.StringIO(), highlight=False)
    console.print(Text.assemble(("$ quizkit verify\n", "bold"), ("…\n", "bright_black")))
    console.print(Text.from_ansi(whole_claims))
    keep(console.export_svg(title="quizkit verify"), picture)


def in_a_terminal(command: list[str]) -> str:
    """What a command writes to a terminal."""
    mine, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": str(COLUMNS)}
    _ = environment.pop("NO_COLOR", None)
    with subprocess.Popen(command, env=environment, stdout=theirs) as process:
        os.close(theirs)
        written = b""
        while chunk := read(mine):
            written += chunk
    os.close(mine)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return written.decode().replace("\r\n", "\n")


def read(terminal: int) -> bytes:
    """The next bytes from a terminal; none when the program at its other end has ended."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


async def practice(bank: Bank, folder: Path, picture: Path, kind: str) -> None:
    """Answer one card of a kind, and keep the page with the answer."""
    folder.mkdir()
    schedule = Fsrs()
    with Store(folder / FILE_NAME, schedule) as store, LiveChecks(bank) as checks:
        learner = Learner(bank, store, schedule, PatternMatcher(), Settings(Lang.EN))
        session = learner.practice(Selection([QUESTION], [KINDS[kind]]), Limits())
        house = house_of(CommandLine(), learner, checks, Lang.EN)
        app = PracticeApp(house, desk_of(learner, checks, session, Lang.EN))
        async with app.run_test(size=(COLUMNS, 32)) as pilot:
            await pilot.press(*(["5", "0", "enter"] if kind == "predict" else ["space"]))
            await until_shown(pilot, "Good")
            keep(app.export_screenshot(title="quizkit practice"), picture)


def keep(svg: str, picture: Path) -> None:
    """Write a picture; not every program keeps spaces at the ends of a text without being told."""
    told = svg.replace("<svg ", '<svg xml:space="preserve" ', 1)
    _ = picture.write_text(told, encoding="utf-8")


async def until_shown(pilot: Pilot[QuizkitError], word: str) -> None:
    """Wait until a word is on the screen."""
    for _ in range(int(PATIENCE / 0.1)):
        await pilot.pause(0.1)
        if word in pilot.app.export_screenshot():
            return
    raise SystemExit(f"{word!r} never came")


if __name__ == "__main__":
    main()
