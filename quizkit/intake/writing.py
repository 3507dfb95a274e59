"""Drafts as the files of questions; what a question needs beyond a card is marked to be written."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from quizkit.bank.pack import Pack
from quizkit.bank.schema import MODELINE
from quizkit.bank.slugs import SLUG
from quizkit.errors import Place, QuizkitError
from quizkit.intake.archive import safe_name
from quizkit.intake.draft import Draft, Found

MAX_SLUG = 48
FALLBACK = "imported"
MEDIA = "media"
MAX_MEDIA = 500_000_000
"""Bytes of all new media of one import: a small archive can unfold to any number."""
_HANZI = re.compile(r"[\u4e00-\u9fff]")
_WORD = re.compile(r"[A-Za-z_]+")
_KEYED = re.compile(r"-([0-9a-f]{10})$")


@dataclass(frozen=True, slots=True)
class Written:
    """What became of each draft: its question's id.

    `made` are new; `known` were there already, and `edited` are those of them that differ from
    what would be written now, which are left as they are. `missing` are media that the file lacks.
    """

    ids: tuple[str, ...]
    made: tuple[str, ...]
    known: tuple[str, ...]
    edited: tuple[str, ...]
    missing: tuple[str, ...]


def write_questions(pack: Pack, found: Found, topic: str | None) -> Written:
    """Write a question for each draft into a pack, all or none; what is there is never replaced.

    `topic` is the folder; without it that of the deck, else `imported`.

    Raises:
        QuizkitError: the topic's name is none, or nothing can be written.
    """
    if topic is not None and not re.fullmatch(SLUG, topic):
        hint = "lower case words joined by hyphens, such as multi-head"
        raise QuizkitError(f"{topic!r} cannot name a topic", hint=hint)
    there = _there(pack)
    ids: list[str] = []
    files: dict[Path, bytes] = {}
    sorted_out: dict[str, list[str]] = {"made": [], "known": [], "edited": []}
    for draft in found.drafts:
        question = there.get(draft.key)
        new = question is None
        if question is None:
            question = f"{topic or slug_of(draft.topic) or FALLBACK}/{_slug(draft)}"
            there[draft.key] = question
        path = pack.questions / f"{question}.yaml"
        text = question_text(draft, question).encode()
        ids.append(question)
        if new:
            files[path] = text
            sorted_out["made"].append(question)
        elif path not in files:
            sorted_out["known"].append(question)
            if path.read_bytes() != text:
                sorted_out["edited"].append(question)
    made = set(sorted_out["made"])
    wanted = [d for d, question in zip(found.drafts, ids, strict=True) if question in made]
    media, missing = _media(pack, wanted, found.media)
    _write_all(pack, files | media)
    told = {name: tuple(questions) for name, questions in sorted_out.items()}
    return Written(tuple(ids), told["made"], told["known"], told["edited"], missing)


def question_text(draft: Draft, question: str) -> str:
    """The file of a draft: the scaffold of a question with what the card says filled in."""
    template = resources.files("quizkit.bank") / "templates" / "question.template"
    text = template.read_text("utf-8").replace("MODELINE", MODELINE)
    text = text.replace("CHECK", question.replace("-", "_").replace("/", "/measured_"))
    head, answer, rest = _sections(text)
    text = _filled(head, draft.front) + _filled(answer, draft.back) + rest
    if draft.tags:
        text += "tags: [" + ", ".join(_quoted(tag) for tag in draft.tags) + "]\n"
    return text


def slug_of(text: str) -> str:
    """The words of a text as a slug; "" where it has no Latin letter or digit."""
    words = re.sub(r"\$[^$]*\$|!?\[[^\]]*\]\([^)]*\)", " ", text).lower()
    slug = ""
    for word in re.findall(r"[a-z0-9]+", words):
        if len(slug) + len(word) >= MAX_SLUG:
            break
        slug = f"{slug}-{word}" if slug else word
    return slug


def _slug(draft: Draft) -> str:
    return f"{slug_of(draft.front) or 'card'}-{draft.key}"


def _there(pack: Pack) -> dict[str, str]:
    """The questions that were imported before, by the keys in their names."""
    found: dict[str, str] = {}
    for path in sorted(pack.questions.glob("*/*.yaml")):
        if keyed := _KEYED.search(path.stem):
            found[keyed[1]] = f"{path.parent.name}/{path.stem}"
    return found


def _sections(template: str) -> tuple[str, str, str]:
    answer, points = template.index("answer:"), template.index("points:")
    return template[:answer], template[answer:points], template[points:]


def _filled(section: str, text: str) -> str:
    """A section of the template with a text in the language that it is in; the other stays open."""
    # Two characters make a word, more or less.
    lang = "zh" if len(_HANZI.findall(text)) > 2 * len(_WORD.findall(text)) else "en"
    block = "".join(f"    {line}\n" if line else "\n" for line in text.split("\n"))
    # The number says how deep the block is, for a text may begin with spaces itself.
    return re.sub(
        rf"^  {lang}:(?: \|\n    .*| .*)\n", lambda _: f"  {lang}: |2\n{block}", section, flags=re.M
    )


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _media(
    pack: Pack, drafts: Sequence[Draft], read: Callable[[str], bytes]
) -> tuple[dict[Path, bytes], tuple[str, ...]]:
    """The media of drafts by the paths that they get, without those there already; what lacks."""
    files: dict[Path, bytes] = {}
    missing: list[str] = []
    left = MAX_MEDIA
    for name in dict.fromkeys(name for draft in drafts for name in draft.media):
        kept = safe_name(name)
        path = pack.root / MEDIA / (kept or "")
        if kept is None or path.exists():
            continue
        try:
            files[path] = read(name)
        except KeyError:
            missing.append(name)
            continue
        left -= len(files[path])
        if left < 0:
            raise QuizkitError(
                f"the media of these cards have more than {MAX_MEDIA:,} bytes",
                hint="nothing was imported; export fewer cards, or without media",
            )
    return files, tuple(missing)


def _write_all(pack: Pack, files: dict[Path, bytes]) -> None:
    """Write new files; when one cannot be written, take those away that were."""
    done: list[Path] = []
    if away := [p.parent for p in files if not p.parent.resolve().is_relative_to(pack.root)]:
        raise QuizkitError("the folder leaves the pack", place=Place(away[0]))
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                done.append(path)
                _ = file.write(data)
    except OSError as error:
        place = Place(Path(error.filename or pack.root))
        hint = "nothing was imported"
        message = f"cannot be written: {error.strerror}"
        raise QuizkitError(message, place=place, hint=hint) from error
    else:
        done.clear()
    finally:
        for path in done:
            path.unlink(missing_ok=True)
