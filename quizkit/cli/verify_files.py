"""The files that `quizkit verify` writes: results for a build server, and figures.

Each run's files take the place of the last one's, each of them whole: an editor or a server that
looks meanwhile sees the old or the new one.
"""

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from quizkit.errors import Place, QuizkitError
from quizkit.model import Lang, Text
from quizkit.model.result import ClaimResult

if TYPE_CHECKING:
    from quizkit.bank import Bank


def prepare(junit: Path | None, figures: Path | None) -> None:
    """Make the folders, before the checks run.

    Raises:
        QuizkitError: there is no place for what is to be written.
    """
    for folder in (figures, junit and junit.parent):
        if folder is not None:
            with _writing(folder):
                folder.mkdir(parents=True, exist_ok=True)
    if junit is not None:
        from quizkit.export.target import check_target

        check_target(junit, force=True)


def write_junit(path: Path, results: Sequence[ClaimResult]) -> None:
    """Write the results as JUnit XML."""
    from quizkit.export.junit import results_junit
    from quizkit.export.target import write_whole

    write_whole(path, results_junit(results).encode(), force=True)


def write_figures(
    folder: Path,
    bank: "Bank",
    results: Sequence[ClaimResult],
    truths: Mapping[str, Text],
    lang: Lang,
) -> None:
    """Write one SVG per check; of several claims on one check the first heads a Chinese figure.

    `truths` is what corrects each myth.
    """
    from quizkit.export.target import write_whole
    from quizkit.figure import figures_of, svg

    for check, result in {r.check: r for r in reversed(results) if r.reports}.items():
        path = folder / f"{check}.svg"
        with _writing(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        report, true = result.reports[0], truths.get(result.id, result.says)
        drawn = figures_of(report, {**bank.chinese(check), report.title: true.zh})
        write_whole(path, svg(drawn.read(lang)).encode(), force=True)


@contextmanager
def _writing(path: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise QuizkitError(f"cannot write: {error.strerror}", place=Place(path)) from error
