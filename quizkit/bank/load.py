"""From a pack on the disk to a bank."""

from pathlib import Path

from quizkit.bank.bank import Bank
from quizkit.bank.checks import Checks
from quizkit.bank.fault import Fault, Findings
from quizkit.bank.pack import Pack
from quizkit.bank.scan import scan
from quizkit.bank.script import Script, read_script
from quizkit.bank.summary import Summary, summarise
from quizkit.errors import QuizkitError
from quizkit.model.question import Question


def load(pack: Pack, cache_dir: Path | None = None) -> Bank:
    """Read a pack. A broken question is left out, says why in `faults`, and stops no other."""
    from quizkit.bank.question_file import read_question

    found = scan(pack)
    faults = list(found.faults)
    summaries: dict[str, Summary] = {}
    for question_id in sorted(found.questions):
        findings = Findings(pack.questions / f"{question_id}.yaml")
        question = read_question(question_id, findings.path, findings)
        faults += findings.faults
        if question:
            summaries[question_id] = summarise(question)
    scripts: dict[str, Script] = {}
    for script_id in sorted(found.scripts):
        path = pack.checks / f"{script_id}.py"
        scripts[script_id] = read_script(path, Findings(path))

    def read(question_id: str) -> Question:
        findings = Findings(pack.questions / f"{question_id}.yaml")
        question = read_question(question_id, findings.path, findings)
        if question is None:
            raise _left_out(findings.faults[0])
        return question

    return Bank(pack, tuple(faults), summaries, Checks(pack.checks, scripts), read)


def _left_out(fault: Fault) -> QuizkitError:
    return QuizkitError(fault.message, place=fault.place, hint=fault.hint)
