"""What the rules of lint look at."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from quizkit.bank.bank import Bank
from quizkit.bank.certificate import CheckCertificate, read_certificate
from quizkit.bank.draft_keys import open_keys
from quizkit.bank.fault import Fault, Findings
from quizkit.bank.glossary import Term, read_glossary
from quizkit.bank.locate import Remark, locate
from quizkit.bank.nodes import Node, compose
from quizkit.bank.references import Reference, read_references
from quizkit.bank.source import read_source
from quizkit.errors import Place, QuizkitError
from quizkit.model.question import Question


@dataclass(frozen=True, slots=True)
class Context:
    """A pack as it was read.

    `references` is None when the file cannot be read, `certificate` when the pack has none.
    """

    bank: Bank
    references: Mapping[str, Reference | None] | None
    glossary: Mapping[str, Term]
    certificate: Mapping[str, CheckCertificate] | None
    question_ids: frozenset[str]
    """Those of broken questions too: a link to one of them is right."""
    _changed: list[frozenset[str]] = field(default_factory=list[frozenset[str]])
    _nodes: dict[Path, Node | None] = field(default_factory=dict[Path, "Node | None"])

    def questions(self) -> Iterator[Question]:
        """The questions that could be read."""
        for question_id in self.bank.ids:
            yield self.bank.question(question_id)

    def changed_checks(self) -> frozenset[str]:
        """The checks whose sources are not those that were certified."""
        if not self._changed:
            certified, checks = self.certificate or {}, self.bank.checks
            both = certified.keys() & checks.keys()
            changed = (i for i in both if checks[i].digest() != certified[i].sources)
            self._changed.append(frozenset(changed))
        return self._changed[0]

    def at(self, question: Question, remark: Remark) -> Fault:
        """A remark on a question as a fault in its file."""
        return self.at_file(self.bank.pack.questions / f"{question.id}.yaml", remark)

    def unfinished(self, question: Question) -> Fault:
        """The warning that a question is a draft, with the keys in which places are open."""
        path = self.bank.pack.questions / f"{question.id}.yaml"
        node = self._node(path)
        left = [f"{key} (line {line})" for key, line in open_keys(node)] if node else []
        fill = f"fill in what is marked <write …> under {', '.join(left)}; then " if left else ""
        message = "a draft, which is asked by recall alone"
        return Fault(Place(path), message, f"{fill}delete draft: true", warning=True)

    def at_file(self, path: Path, remark: Remark) -> Fault:
        """A remark on a YAML file as a fault at its place."""
        node = self._node(path)
        line, column = locate(node, remark.keys, remark.inside) if node is not None else (0, 0)
        return Fault(Place(path, line, column), remark.message, remark.hint)

    def _node(self, path: Path) -> Node | None:
        if path not in self._nodes:
            text = read_source(path, Findings(path))
            self._nodes[path] = compose(text, Findings(path)) if text is not None else None
        return self._nodes[path]


QuestionRule = Callable[[Context, Question], Iterator[Remark]]
PackRule = Callable[[Context], Iterator[Fault]]


def look_at(bank: Bank) -> tuple[Context, list[Fault]]:
    """The context of a bank, and what is wrong in the files that only lint reads."""
    pack = bank.pack
    faults: list[Fault] = []
    references, glossary = Findings(pack.references), Findings(pack.glossary)
    try:
        certificate = read_certificate(pack.certificate) if pack.certificate.exists() else None
    except QuizkitError as error:
        certificate = None
        faults.append(Fault(error.place or Place(pack.certificate), error.message, error.hint))
    context = Context(
        bank=bank,
        references=read_references(pack, references),
        glossary=read_glossary(pack, glossary),
        certificate=certificate,
        question_ids=frozenset(bank.files.question_ids()),
    )
    return context, [*faults, *references.faults, *glossary.faults]
