"""What lies in a pack's folders: `<topic>/<slug>.yaml` and `<topic>/<slug>.py`.

Nothing is read here. A link is followed only when it ends inside the pack.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from quizkit.bank.fault import Fault, printable, quoted
from quizkit.bank.pack import Pack
from quizkit.bank.slugs import CHECK_SLUG, SLUG
from quizkit.errors import Place

Stamp = tuple[int, int, int]
"""Size, mtime and ctime (ns): a file that keeps them is taken to be unchanged."""

KNOWN = {
    "qa_bank": {"references.yaml", "glossary.yaml", "question.schema.json"},
    "checks": {"certificate.json"},
}
OF_TOPIC = {"qa_bank": "", "checks": "zh.yaml"}
"""What else lies in the folder of a topic: the Chinese of the names in its checks."""
IGNORED = {"README.md", "__pycache__"}
_TOPIC = re.compile(SLUG)
_QUESTION = re.compile(rf"({SLUG})\.yaml")
_SCRIPT = re.compile(rf"(_?{CHECK_SLUG})\.py")


@dataclass(frozen=True, slots=True)
class Scan:
    """The files of a pack by id, and what lies there that should not.

    `scripts` holds checks and helpers; a helper's slug begins with an underscore.
    """

    questions: dict[str, Stamp]
    scripts: dict[str, Stamp]
    faults: tuple[Fault, ...]


def scan(pack: Pack) -> Scan:
    """Look through both folders of a pack."""
    faults: list[Fault] = []
    questions = _files(pack, pack.questions, _QUESTION, "a question is <slug>.yaml", faults)
    scripts = _files(pack, pack.checks, _SCRIPT, "a check is <slug_with_underscores>.py", faults)
    return Scan(questions, scripts, tuple(faults))


def _files(
    pack: Pack, folder: Path, wanted: re.Pattern[str], expected: str, faults: list[Fault]
) -> dict[str, Stamp]:
    found: dict[str, Stamp] = {}
    for topic in _entries(folder, faults):
        path = Path(topic.path)
        if not _stays(pack, topic, faults) or topic.name in KNOWN[folder.name]:
            continue
        if not topic.is_dir():
            hint = f"{expected}, in the folder of its topic"
            faults.append(Fault(Place(path), "this file belongs to no topic", hint))
        elif not _TOPIC.fullmatch(topic.name):
            hint = "lower case words joined by hyphens, such as multi-head"
            faults.append(Fault(Place(path), f"{quoted(topic.name)} cannot name a topic", hint))
        else:
            _topic_files(pack, topic, wanted, expected, found, faults)
    return dict(sorted(found.items()))


def _topic_files(
    pack: Pack,
    topic: os.DirEntry[str],
    wanted: re.Pattern[str],
    expected: str,
    found: dict[str, Stamp],
    faults: list[Fault],
) -> None:
    folder = Path(topic.path)
    beside = OF_TOPIC[folder.parent.name]
    for entry in _entries(folder, faults):
        named = wanted.fullmatch(entry.name)
        if entry.name == beside:
            _ = _stays(pack, entry, faults)
        elif named is None:
            message = f"{quoted(entry.name)} is no name for a file here"
            faults.append(Fault(Place(Path(entry.path)), message, expected))
        elif _stays(pack, entry, faults):
            try:
                status = entry.stat()
            except OSError:  # it was deleted meanwhile
                continue
            stamp = (status.st_size, status.st_mtime_ns, status.st_ctime_ns)
            found[f"{topic.name}/{named[1]}"] = stamp


def _entries(folder: Path, faults: list[Fault]) -> list[os.DirEntry[str]]:
    """The entries of a folder by name, without what is hidden or ignored."""
    try:
        with os.scandir(folder) as entries:
            kept = [e for e in entries if e.name not in IGNORED and not e.name.startswith(".")]
    except FileNotFoundError:
        return []
    except OSError as error:
        message = f"cannot be listed: {error.strerror or error}"
        faults.append(Fault(Place(folder), message))
        return []
    return sorted(kept, key=lambda e: e.name)


def _stays(pack: Pack, entry: os.DirEntry[str], faults: list[Fault]) -> bool:
    """Whether an entry, followed if it is a link, ends inside the pack."""
    if not entry.is_symlink():
        return True
    path = Path(entry.path)
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        faults.append(Fault(Place(path), "a link that leads nowhere", "delete it"))
        return False
    if target.is_relative_to(pack.root):
        return True
    told = f"a link that leaves the pack, to {printable(str(target))}"
    faults.append(Fault(Place(path), told, "copy the file into the pack"))
    return False
