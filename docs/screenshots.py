"""Make the pictures of the README from the program itself: python docs/screenshots.py [NAME…].

verify is the end of a real run of every check, in a real terminal, and takes as long as `make
verify` from the beginning. The others are pages of the practice screen, those of cards with a
check after it has measured. Neither the learner's log nor the caches are touched.
"""

import asyncio
import io
import os
import pty
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text
from textual.pilot import Pilot

from quizkit.bank import Bank, builtin_pack, load
from quizkit.cli.home import house_of
from quizkit.cli.learner import Learner
from quizkit.cli.live_checks import LiveChecks
from quizkit.cli.opening import clock
from quizkit.cli.practice import desk_of
from quizkit.cli.session import Session as CommandLine
from quizkit.errors import QuizkitError
from quizkit.model import Lang
from quizkit.practice import KINDS, Selection, Session
from quizkit.practice.matching import PatternMatcher
from quizkit.schedule import Fsrs
from quizkit.settings import Settings
from quizkit.store import FILE_NAME, Store
from quizkit.tui import PracticeApp
from quizkit.tui.picture import mended, picture_of

IMAGES = Path(__file__).parent / "images"
QUESTION = "scaling/why-scale-by-sqrt-dk"
PAGES = {
    "practice": ("recall", Lang.EN, ("space", "Good", "a", "b", "c")),
    "predict": ("predict", Lang.EN, ("5", "0", "enter", "Good")),
    "flipped": (
        "predict",
        Lang.EN,
        ("5", "0", "enter", "Good", "v", "Without the mistake", "Today", "0%"),
    ),
    "explain": ("explain", Lang.ZH, (*"方差随维度增长", "enter", "良好")),
    "home": ("recall", Lang.EN, ("h", "Today", "0%")),
}
"""Of each picture the kind of card, the language, and the keys that lead to it; a word of more than
one letter that is no key is waited for."""
WAIT = frozenset(("Good", "良好", "Without the mistake", "Today", "0%"))
COLUMNS, LINES = 96, 36
PATIENCE = 60.0
"""Seconds for one check, which begins with importing torch."""


def main(names: list[str]) -> None:
    """Write the pictures named; all, where none is."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["QUIZKIT_HOME"] = home
        bank = load(builtin_pack())
        for name, (kind, lang, keys) in PAGES.items():
            if name in names or not names:
                page = practice(bank, Path(home) / name, kind, lang, keys)
                _ = (IMAGES / f"{name}.svg").write_text(asyncio.run(page), encoding="utf-8")
        if "verify" in names or not names:
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
    svg = mended(console.export_svg(title="quizkit verify"))
    _ = picture.write_text(svg, encoding="utf-8")


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


async def practice(bank: Bank, folder: Path, kind: str, lang: Lang, keys: Sequence[str]) -> str:
    """The page that the keys lead to, on a card of a kind."""
    folder.mkdir()
    schedule = Fsrs()
    with Store(folder / FILE_NAME, schedule) as store, LiveChecks(bank) as checks:
        session = Session(
            bank,
            store,
            schedule,
            PatternMatcher(),
            clock=clock(),
            seed=b"the same shuffling in every picture",
            selection=Selection([QUESTION], [KINDS[kind]]),
        )
        learner = Learner(bank, store, schedule, PatternMatcher(), Settings(lang))
        house = house_of(CommandLine(), learner, checks, lang)
        app = PracticeApp(house, desk_of(learner, checks, session, lang))
        async with app.run_test(size=(COLUMNS, 32)) as pilot:
            for key in keys:
                if key in WAIT:
                    await until_shown(pilot, key)
                else:
                    await pilot.press(key)
            await pilot.pause(0.3)
            return picture_of(app, "quizkit practice")


async def until_shown(pilot: Pilot[QuizkitError], word: str) -> None:
    """Wait until a word is on the screen."""
    for _ in range(int(PATIENCE / 0.1)):
        await pilot.pause(0.1)
        if word in picture_of(pilot.app, "").replace("&#160;", " "):
            return
    raise SystemExit(f"{word!r} never came")


if __name__ == "__main__":
    main(sys.argv[1:])
