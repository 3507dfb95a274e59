"""The checks of a pack as sources: nothing of them is run here."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from quizkit.bank.script import Script


@dataclass(frozen=True, slots=True)
class CheckSource:
    """A check as it lies in the pack.

    `title` is the first line of its docstring; `helpers` are the modules beside it that it imports,
    directly or through another helper; `imports` are the top-level names of all other modules that
    it or a helper imports.
    """

    id: str
    path: Path
    title: str
    controls: tuple[str, ...]
    helpers: tuple[Path, ...]
    imports: tuple[str, ...]

    def digest(self) -> str:
        """What identifies the source: the check's and its helpers' text, not the line ends."""
        sha = hashlib.sha256()
        for path in (self.path, *self.helpers):
            text = path.read_bytes().replace(b"\r\n", b"\n")
            sha.update(f"{path.name}\0{len(text)}\0".encode() + text)
        return sha.hexdigest()[:32]


def is_helper(script_id: str) -> bool:
    """Whether a script is a helper, by its name."""
    return script_id.partition("/")[2].startswith("_")


class Checks(Mapping[str, CheckSource]):
    """The checks of a pack by id."""

    def __init__(self, folder: Path, scripts: Mapping[str, Script]) -> None:
        self._folder = folder
        self._scripts = scripts
        self._ids = sorted(i for i in scripts if not is_helper(i))

    def __getitem__(self, check_id: str) -> CheckSource:
        if is_helper(check_id):
            raise KeyError(check_id)
        script = self._scripts[check_id]
        helpers = self.helper_ids(check_id)
        seen = [script, *(self._scripts[helper] for helper in helpers)]
        return CheckSource(
            id=check_id,
            path=self._path(check_id),
            title=script.title,
            controls=script.controls,
            helpers=tuple(self._path(helper) for helper in helpers),
            imports=tuple(sorted({name for s in seen for name in s.imports})),
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def helper_ids(self, script_id: str) -> list[str]:
        """The ids of the helpers that a script imports, directly or not."""
        topic = script_id.partition("/")[0]
        found: set[str] = set()
        ahead = [script_id]
        while ahead:
            wanted = {f"{topic}/{name}" for name in self._scripts[ahead.pop()].helpers}
            new = (wanted & self._scripts.keys()) - found - {script_id}
            found |= new
            ahead.extend(new)
        return sorted(found)

    def _path(self, script_id: str) -> Path:
        return self._folder / f"{script_id}.py"
