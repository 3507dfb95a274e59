"""How long `quizkit group sync` takes when nothing is new: 20 members, 20,000 reviews each.

    python benchmarks/group_sync.py [MEMBERS [REVIEWS]]

The learner's own log has as many reviews. The first sync reads everything; then the best of five of
the sync alone (in this process, with the bank and the log opened anew), of the whole command, and
of `quizkit --version`, which starts and does nothing.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

REACH = 0.5
ROUNDS = 5
START = datetime(2025, 1, 1, tzinfo=UTC)


def lines(number: int, questions: tuple[str, ...], chance: random.Random) -> list[str]:
    """Answers over a year, as a log and a member's file hold them."""
    made: list[str] = []
    for i in range(number):
        key = chance.randbytes(16).hex()
        at = START + timedelta(seconds=i * 365 * 86_400 // number)
        made.append(
            f'{{"event":"review","id":"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}",'
            f'"at":"{at:%Y-%m-%dT%H:%M:%S}.000Z","card":"recall:{chance.choice(questions)}",'
            f'"rating":{chance.choices((1, 2, 3, 4), (1, 1, 6, 2))[0]},"seconds":9.5}}'
        )
    return made


def fill(root: Path, members: int, reviews: int) -> Path:
    """The files of the others in a folder, and the learner's own log; return the folder."""
    from quizkit.bank import find_pack, load
    from quizkit.group.lines import Membership, Share, write
    from quizkit.home import cache_dir, data_dir
    from quizkit.schedule import Fsrs
    from quizkit.store import FILE_NAME, Store

    chance = random.Random(1)
    questions = load(find_pack(None), cache_dir()).ids
    shared = root / "shared"
    (shared / "members").mkdir(parents=True)
    for i in range(members - 1):
        name = f"member-{i}"
        head = write(Membership(1, f"{i:032x}", name, Share.CARDS))
        text = "\n".join([head, *lines(reviews, questions, chance)]) + "\n"
        _ = (shared / "members" / f"{name}.jsonl").write_text(text, encoding="utf-8")
    with Store(data_dir() / FILE_NAME, Fsrs()) as store:
        added = store.import_events(lines(reviews, questions, chance)).added
    if added != reviews:
        raise SystemExit(f"{added} of {reviews} were added")
    return shared


def spent(work: Callable[[], object]) -> float:
    """Seconds by the clock."""
    start = time.perf_counter()
    _ = work()
    return time.perf_counter() - start


def quizkit(*words: str) -> None:
    """Run a command; its output is of no interest."""
    _ = subprocess.run(
        [sys.executable, "-m", "quizkit", *words], check=True, stdout=subprocess.DEVNULL
    )


def main(members: int, reviews: int) -> int:
    """Print the times; return 1 where the sync alone takes longer than the reach."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["QUIZKIT_HOME"] = folder
        from quizkit.cli.group_opening import the_group
        from quizkit.cli.session import Session

        shared = fill(Path(folder), members, reviews)
        print(f"{members} members with {reviews} reviews each")
        join = ("group", "join", str(shared), "--as", "me", "--share", "cards")
        print(f"the first sync    {spent(lambda: quizkit(*join)):6.2f} s")

        def sync() -> None:
            done = the_group(Session()).sync(take=False)
            if done.written or len(done.found.members) != members:
                raise SystemExit("something was new")

        alone = min(spent(sync) for _ in range(ROUNDS))
        whole = min(spent(lambda: quizkit("group", "sync")) for _ in range(ROUNDS))
        start = min(spent(lambda: quizkit("--version")) for _ in range(ROUNDS))
        shown = min(spent(lambda: quizkit("group", "status", "--json")) for _ in range(ROUNDS))
    print(f"sync, nothing new {alone:6.2f} s, reach ≤ {REACH} s")
    print(f"the whole command {whole:6.2f} s; `quizkit --version` {start:.2f} s")
    print(f"group status      {shown:6.2f} s")
    return int(alone > REACH)


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    raise SystemExit(main(*(given + [20, 20_000][len(given) :])))
