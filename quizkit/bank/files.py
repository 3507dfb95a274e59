"""The files of a pack, read or taken from the index.

A question's entry is its summary and its body the whole question; a script's entry is all of it.
YAML and Python are parsed only for files that the index does not know as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from quizkit.bank.codec import CodecError, decode, encode
from quizkit.bank.fault import Fault, Findings
from quizkit.bank.index import Entry, Index, Row
from quizkit.bank.pack import Pack
from quizkit.bank.scan import Stamp
from quizkit.bank.script import Script
from quizkit.bank.summary import Summary, summarise
from quizkit.errors import Place, QuizkitError
from quizkit.model.question import Question

BATCH = 500
"""Files per transaction: enough to make its cost small, few enough to keep in memory."""


@dataclass(frozen=True, slots=True)
class _Noted:
    """A fault as the index keeps it."""

    line: int
    column: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one pack by their path in it, as `refresh` left them."""

    pack: Pack
    index: Index | None
    stamps: Mapping[str, Stamp]
    entries: Mapping[str, Entry]

    def question_ids(self) -> list[str]:
        """The ids of all questions, broken ones too."""
        return [p[8:-5] for p in self.stamps if p.startswith("qa_bank/")]

    def script_ids(self) -> list[str]:
        """The ids of all checks and helpers."""
        return [p[7:-3] for p in self.stamps if p.startswith("checks/")]

    def renamed(self) -> list[str]:
        """The ids of the questions that had other ids before; few have, so the rest is not read."""
        nothing = '"was":[]'
        return [
            path[8:-5]
            for path, entry in self.entries.items()
            if path.startswith("qa_bank/") and entry.light and nothing not in entry.light
        ]

    def summary(self, question_id: str) -> Summary:
        """The summary of a question that is no fault."""
        try:
            return decode(Summary, self.entries[question_path(question_id)].light)
        except CodecError:
            return summarise(self._read_question(question_id))

    def question(self, question_id: str) -> Question:
        """A question that is no fault.

        Raises:
            QuizkitError: the file has changed since, and is broken now.
        """
        body = self.index.body(question_path(question_id)) if self.index else None
        try:
            return decode(Question, body) if body else self._read_question(question_id)
        except CodecError:
            return self._read_question(question_id)

    def script(self, script_id: str) -> Script:
        """A check or a helper."""
        path = script_path(script_id)
        try:
            return decode(Script, self.entries[path].light)
        except CodecError:
            return _read_script(self.pack.root / path)[0]

    def faults(self, path: str) -> list[Fault]:
        """What is wrong inside one file."""
        text = self.entries[path].faults
        if text == "[]":
            return []
        try:
            noted = decode(tuple[_Noted, ...], text)
        except CodecError:
            noted = decode(tuple[_Noted, ...], _read(self.pack, path, (0, 0, 0)).entry.faults)
        full = self.pack.root / path
        return [Fault(Place(full, n.line, n.column), n.message, n.hint) for n in noted]

    def _read_question(self, question_id: str) -> Question:
        question, findings = _read_question(
            question_id, self.pack.root / question_path(question_id)
        )
        if question is None:
            fault = findings.faults[0]
            raise QuizkitError(fault.message, place=fault.place, hint=fault.hint)
        return question


def question_path(question_id: str) -> str:
    """Where a question lies in its pack."""
    return f"qa_bank/{question_id}.yaml"


def script_path(script_id: str) -> str:
    """Where a check or a helper lies in its pack."""
    return f"checks/{script_id}.py"


def refresh(pack: Pack, stamps: Mapping[str, Stamp], index: Index | None) -> Files:
    """Read the files that the index does not know as they are now, and tell it."""
    known = index.entries() if index else {}
    entries = {path: known[path][1] for path, s in stamps.items() if known.get(path, _NONE)[0] == s}
    stale = [path for path in stamps if path not in entries]
    for start in range(0, len(stale), BATCH):
        rows = [_read(pack, path, stamps[path]) for path in stale[start : start + BATCH]]
        entries.update((row.path, row.entry) for row in rows)
        if index:
            index.store(rows)
    if index:
        index.forget(known.keys() - stamps.keys())
    return Files(pack, index, stamps, entries)


_NONE = (None, None)


def _read(pack: Pack, path: str, stamp: Stamp) -> Row:
    folder, _, rest = path.partition("/")
    if folder == "checks":
        script, findings = _read_script(pack.root / path)
        return Row(path, stamp, Entry(encode(script), _noted(findings)), "")
    question, findings = _read_question(rest.removesuffix(".yaml"), pack.root / path)
    light, body = (encode(summarise(question)), encode(question)) if question else ("", "")
    return Row(path, stamp, Entry(light, _noted(findings)), body)


def _read_script(path: Path) -> tuple[Script, Findings]:
    from quizkit.bank.read_script import read_script

    findings = Findings(path)
    return read_script(path, findings), findings


def _read_question(question_id: str, path: Path) -> tuple[Question | None, Findings]:
    from quizkit.bank.question_file import read_question

    findings = Findings(path)
    return read_question(question_id, path, findings), findings


def _noted(findings: Findings) -> str:
    return encode(
        [_Noted(f.place.line, f.place.column, f.message, f.hint) for f in findings.faults]
    )
