"""A pack: a folder that holds `qa_bank/` and `checks/`."""

from dataclasses import dataclass
from pathlib import Path

import quizkit
from quizkit.errors import Place, QuizkitError


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack by its root folder."""

    root: Path

    @property
    def questions(self) -> Path:
        """The folder of the questions, one folder per topic."""
        return self.root / "qa_bank"

    @property
    def checks(self) -> Path:
        """The folder of the checks, one folder per topic."""
        return self.root / "checks"

    @property
    def references(self) -> Path:
        """The file that `sources` point into."""
        return self.questions / "references.yaml"

    @property
    def glossary(self) -> Path:
        """The file that fixes how a term is translated."""
        return self.questions / "glossary.yaml"

    @property
    def certificate(self) -> Path:
        """What `bank certify` measured."""
        return self.checks / "certificate.json"


def builtin_pack() -> Pack:
    """The pack that comes with quizkit: beside the code once installed, else the repository."""
    code = Path(quizkit.__file__).resolve().parent
    installed = code / "builtin"
    return Pack(installed if installed.is_dir() else code.parent)


def find_pack(path: Path | None) -> Pack:
    """The pack at `path`, or the built-in one.

    Raises:
        QuizkitError: there is no pack at `path`.
    """
    if path is None:
        return builtin_pack()
    try:
        root = path.expanduser().resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise QuizkitError(
            "there is no such folder", place=Place(path), zh="没有这个文件夹"
        ) from error
    if not (root / "qa_bank").is_dir():
        inside = next((p for p in root.parents if (p / "qa_bank").is_dir()), None)
        raise QuizkitError(
            "this is no pack: it holds no qa_bank/",
            place=Place(path),
            hint=f"did you mean {inside}?" if inside else "a pack is a folder with qa_bank/ in it",
            zh="这不是卡组：里面没有 qa_bank/",
            hint_zh=f"是否想写 {inside}？" if inside else "卡组是含有 qa_bank/ 的文件夹",
        )
    return Pack(root)
