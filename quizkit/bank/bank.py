"""The bank: all questions and checks of a pack, and of the packs that were added to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from quizkit.bank.checks import CheckSource
from quizkit.bank.fault import Fault, did_you_mean, meant, quoted
from quizkit.bank.files import Files, question_path
from quizkit.bank.named import question_under, split, under
from quizkit.bank.pack import Pack
from quizkit.bank.summary import Summary
from quizkit.bank.trust import Trust
from quizkit.errors import QuizkitError
from quizkit.model.chinese import Chinese
from quizkit.model.question import Question


@dataclass(frozen=True, slots=True)
class Bank:
    """The questions and checks of a pack.

    `faults` says which questions were left out and why. `summaries` and `checks` are in the order
    of their ids, those of the packs in `added` behind the pack's own and under its name (see
    `named`). A claim may name a check that is not in `checks`: lint says so.
    """

    pack: Pack
    faults: tuple[Fault, ...]
    summaries: Mapping[str, Summary]
    checks: Mapping[str, CheckSource]
    files: Files
    """What lies behind the pack's own summaries and checks."""
    trust: Trust | None = None
    """How far the pack is trusted; None for one whose checks are the learner's own to run."""
    added: "Mapping[str, Bank]" = field(default_factory=dict[str, "Bank"])
    """The banks of the packs that were added, by name."""
    _chinese: dict[str, Chinese] = field(default_factory=dict[str, Chinese], repr=False)
    """The Chinese of the names in the checks, by topic, as far as it was asked for."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the questions, sorted."""
        return tuple(self.summaries)

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics that have a question, sorted."""
        return tuple(dict.fromkeys(i.partition("/")[0] for i in self.summaries))

    @property
    def renames(self) -> dict[str, str]:
        """The questions by the ids that they had before."""
        found = {
            old: i
            for i in self.files.renamed()
            if i in self.summaries
            for old in self.summaries[i].was
        }
        for name, bank in self.added.items():
            found |= {under(name, old): under(name, i) for old, i in bank.renames.items()}
        return found

    def question(self, question_id: str) -> Question:
        """The question with this id, read when it is asked for.

        Raises:
            QuizkitError: there is none, or its file is broken.
        """
        bank, name, inside = self._owner(question_id)
        if inside in bank.summaries:
            found = bank.files.question(inside)
            return question_under(name, found) if name else found
        path = bank.file_of(inside)
        for fault in bank.faults:
            if fault.place.path == path:
                raise QuizkitError(fault.message, place=fault.place, hint=fault.hint)
        hint = meant(question_id, self.summaries.keys())
        raise QuizkitError(
            f"no question is called {quoted(question_id)}",
            hint=hint.en,
            zh=f"没有名为 {quoted(question_id)} 的题目",
            hint_zh=hint.zh,
        )

    def pack_of(self, some_id: str) -> Pack:
        """The pack that a question or a check belongs to.

        Raises:
            QuizkitError: no pack was added under the name in the id.
        """
        return self._owner(some_id)[0].pack

    def file_of(self, question_id: str) -> Path:
        """The file of a question, whether it is there or not; raises as `pack_of`."""
        bank, _, inside = self._owner(question_id)
        return bank.pack.root / question_path(inside)

    def id_at(self, path: Path) -> str:
        """The id of the question or check in a file of any of the packs; "" for a file of none."""
        roots = {self.pack.root: ""} | {bank.pack.root: name for name, bank in self.added.items()}
        for root in sorted(roots, key=lambda root: len(root.parts), reverse=True):
            if path.is_relative_to(root):
                inside = path.relative_to(root).with_suffix("").as_posix().partition("/")[2]
                return under(roots[root], inside)
        return ""

    def to_run(self, check_id: str) -> CheckSource:
        """What is to be run for a check: itself, or for an added pack the copy that was trusted.

        Raises:
            NotTrusted: it may not run.
            QuizkitError: there is no such check.
        """
        bank, name, inside = self._owner(check_id)
        source = bank.checks.get(inside)
        if source is None:
            raise QuizkitError(f"there is no check {check_id!r}", hint="run: quizkit bank lint")
        kept = bank.trust.copy(source) if bank.trust else source
        return replace(kept, id=under(name, inside)) if name else kept

    def bars(self, check_id: str) -> bool:
        """Whether there is such a check and it may not run, since it is not trusted.

        It is looked at once: what is told to a learner does not change while a bank is used.
        """
        bank, _, inside = self._owner(check_id)
        source = bank.checks.get(inside) if bank.trust else None
        return bank.trust is not None and source is not None and bank.trust.bars(source)

    def chinese(self, check_id: str) -> Chinese:
        """The names of a check in Chinese, read when they are asked for.

        A name that is missing stays English; what is wrong with the file is for lint to say.
        """
        from quizkit.bank.chinese import chinese_path, read_chinese
        from quizkit.bank.fault import Findings

        bank, _, inside = self._owner(check_id)
        topic = inside.partition("/")[0]
        if topic not in bank._chinese:
            into = Findings(chinese_path(bank.pack, topic))
            bank._chinese[topic] = read_chinese(bank.pack, topic, into)
        return bank._chinese[topic]

    def _owner(self, some_id: str) -> "tuple[Bank, str, str]":
        """The bank that an id belongs to, the name of its pack, and the id in it."""
        name, inside = split(some_id)
        if not name:
            return self, name, inside
        if name not in self.added:
            hint = did_you_mean(name, self.added.keys()) or "quizkit pack list tells all packs"
            raise QuizkitError(f"no pack is called {quoted(name)}", hint=hint)
        return self.added[name], name, inside
