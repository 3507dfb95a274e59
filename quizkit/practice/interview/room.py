"""What a window on an interview needs: its time, its learner's log, and where its report goes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from quizkit.errors import Place, QuizkitError
from quizkit.model.text import Lang, Text
from quizkit.practice.interview.interview import Interview
from quizkit.practice.interview.markdown import markdown
from quizkit.practice.interview.report import keep, report
from quizkit.store import Store

NO_HINT = Text("", "")


@dataclass(slots=True)
class Room:
    """An interview that goes on from now.

    `watch` counts seconds from anywhere; time while no window is open does not count. `clock` tells
    the time in the learner's zone. `output` is where the learner wants the report as well.
    `notices` are to be told, in the order in which they came up.
    """

    interview: Interview
    store: Store
    clock: Callable[[], datetime]
    random: Callable[[int], bytes]
    watch: Callable[[], float]
    lang: Lang
    output: Path | None = None
    notices: list[Text] = field(default_factory=list[Text])
    _before: float = field(init=False)
    _since: float = field(init=False)

    def __post_init__(self) -> None:
        self._before = self.interview.record.elapsed
        self._since = self.watch()

    @property
    def elapsed(self) -> float:
        """The seconds of the interview so far."""
        return self._before + self.watch() - self._since

    def keep(self) -> int:
        """Write the report, then put the answers into the schedule; return how many there are.

        Raises:
            QuizkitError: something is missing; doing it again adds what is.
        """
        self._write(self.beside)
        added = keep(self.interview, self.store, clock=self.clock(), random=self.random)
        if self.output is not None:
            self._write(self.output, hint=Text(f"it lies at {self.beside}", f"它在 {self.beside}"))
        return added

    def discard(self) -> None:
        """Write the report, and leave the schedule as it is.

        Raises:
            QuizkitError: something is missing; it may be done again.
        """
        self._write(self.beside)
        self.interview.finish(kept=False)
        if self.output is not None:
            self._write(self.output, hint=Text(f"it lies at {self.beside}", f"它在 {self.beside}"))

    @property
    def written(self) -> Path:
        """Where the learner looks for the report."""
        return self.output or self.beside

    @property
    def beside(self) -> Path:
        """Where the report lies in any case: beside the interview."""
        return self.interview.path.with_suffix(".md")

    def _write(self, path: Path, hint: Text = NO_HINT) -> None:
        text = markdown(report(self.interview), self.lang)
        try:
            _ = path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise QuizkitError(
                f"the report cannot be written: {error.strerror}",
                place=Place(path),
                hint=hint.en,
                zh=f"报告无法写入：{error.strerror}",
                hint_zh=hint.zh,
            ) from error
