"""Verify a pack until the time is over or somebody ends this process; say when checks start.

`python verifies_until_stopped.py PACK CACHE`
"""

import contextlib
import sys
from datetime import UTC, datetime
from pathlib import Path

from quizkit.bank import Pack, load, select
from quizkit.verify import Finished, Options, Started, planning, verify


def main(root: str, cache: str) -> None:
    """Print a line for each start and finish."""
    # Confined, a check could not start the processes that are to be ended.
    planning.is_built_in = lambda source: True
    bank = load(Pack(Path(root)))
    events = verify(
        bank,
        select(bank, []),
        Options(workers=2),
        cache_dir=Path(cache),
        now=lambda: datetime.now(UTC),
    )
    with contextlib.closing(events):
        for event in events:
            if isinstance(event, Started | Finished):
                _ = sys.stdout.write(f"{type(event).__name__} {event.check}\n")
                _ = sys.stdout.flush()


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
