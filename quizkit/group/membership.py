"""Which group the learner is in, and what is shared with it: a file among the learner's data."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

from quizkit.errors import Place, QuizkitError
from quizkit.group.folder import ENDING, MEMBERS, Folder
from quizkit.group.lines import Share
from quizkit.group.names import checked

FILE_NAME = "group.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Member:
    """The learner as a member. `id` says on every sync that the file in the folder is theirs.

    `typed` shares typed answers too, `finished` the days on which nothing that was due was left;
    `take` has every sync take the results of sessions into the learner's own log.
    """

    id: str
    name: str
    folder: str
    share: Share = Share.TOPICS
    typed: bool = False
    finished: bool = False
    take: bool = False

    @property
    def shared_folder(self) -> Folder:
        """The group's folder."""
        return Folder(Path(self.folder))

    @property
    def file(self) -> str:
        """The member's own file, in the folder."""
        return f"{MEMBERS}/{self.name}{ENDING}"


def read_member(path: Path) -> Member | None:
    """The member of the file at `path`, in a group or (`folder` is empty) not any more.

    Raises:
        QuizkitError: the file cannot be read.
    """
    try:
        said: object = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(said, dict):
            raise TypeError("it is no JSON object")  # noqa: TRY301  one error for all faults
        return _member(cast(dict[str, Any], said))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise QuizkitError(
            f"cannot read which group you are in: {error}",
            place=Place(path),
            hint="remove the file and join again, under another name",
        ) from error


def write_member(path: Path, member: Member) -> None:
    """Keep a membership; the file is whole at any moment.

    Raises:
        QuizkitError: nothing was written.
    """
    partial = path.with_name(f".{path.name}.writing")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("w", encoding="utf-8") as file:
            _ = file.write(json.dumps({"format": FORMAT, **asdict(member)}, ensure_ascii=False))
            file.flush()
            os.fsync(file.fileno())
        _ = partial.replace(path)
    except OSError as error:
        raise QuizkitError(f"cannot write it: {error.strerror}", place=Place(path)) from error


def _member(said: dict[str, Any]) -> Member:
    if said.pop("format") != FORMAT:
        raise ValueError("it is of a newer quizkit")
    share = Share(said.pop("share"))
    fields = {**said}
    if not all(isinstance(fields.get(key), str) for key in ("id", "name", "folder")):
        raise TypeError("a text is missing")
    if not all(isinstance(fields.get(key), bool) for key in ("typed", "finished", "take")):
        raise TypeError("true or false is missing")
    _ = checked(fields["name"])
    return Member(share=share, **fields)
