"""Drafts as the files of questions; what a question needs beyond a card is marked to be written."""

import re
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

from quizkit.bank.pack import Pack
from quizkit.bank.schema import MODELINE
from quizkit.bank.slugs import SLUG
from quizkit.bank.source import INVISIBLE
from quizkit.errors import QuizkitError
from quizkit.intake.draft import Draft, Found
from quizkit.intake.media import MEDIA, media_of
from quizkit.intake.staging import move_in, staging

MAX_SLUG = 48
FALLBACK = "imported"
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

    `topic` is the folder; without it that of the deck, else `imported`. Killed in between, some are
    written, each whole and with its media; the same import again adds the others.

    Raises:
        QuizkitError: the topic's name is none, or nothing can be written.
    """
    if topic is not None and not re.fullmatch(SLUG, topic):
        hint = "lower case words joined by hyphens, such as multi-head"
        raise QuizkitError(f"{topic!r} cannot name a topic", hint=hint)
    with staging(pack) as folder:
        media = media_of(pack, found, folder / MEDIA)
        sorting = _Sorting(pack, topic, _there(pack))
        for draft in found.drafts:
            sorting.add(draft, media.shown(draft))
        files = media.needed(sorting.drafts)
        for number, (path, text) in enumerate(sorting.texts.items()):
            files[path] = folder / f"{number}.yaml"
            _ = files[path].write_bytes(text)
        move_in(files, pack.root)
    missing = media.missing(sorting.drafts)
    made, known, edited = map(tuple, (sorting.made, sorting.known, sorting.edited))
    return Written(tuple(sorting.ids), made, known, edited, missing)


@dataclass(slots=True)
class _Sorting:
    """What becomes of each draft. `there` are questions by their keys, `texts` the new files."""

    pack: Pack
    topic: str | None
    there: dict[str, str]
    ids: list[str] = field(default_factory=list[str])
    made: list[str] = field(default_factory=list[str])
    known: list[str] = field(default_factory=list[str])
    edited: list[str] = field(default_factory=list[str])
    drafts: list[Draft] = field(default_factory=list[Draft])
    texts: dict[Path, bytes] = field(default_factory=dict[Path, bytes])

    def add(self, draft: Draft, shown: Draft) -> None:
        """Sort a draft; `shown` is it with its media called as they are in the pack."""
        question = self.there.get(draft.key)
        new = question is None
        if question is None:
            topic = self.topic or slug_of(draft.topic) or FALLBACK
            question = self.there[draft.key] = f"{topic}/{_slug(draft)}"
        self.ids.append(question)
        path = self.pack.questions / f"{question}.yaml"
        text = question_text(shown, question).encode()
        if new:
            self.texts[path] = text
            self.made.append(question)
            self.drafts.append(draft)
        elif path not in self.texts:
            self.known.append(question)
            if path.read_bytes() != text:
                self.edited.append(question)


def question_text(draft: Draft, question: str) -> str:
    """The file of a draft: the scaffold of a question with what the card says filled in."""
    template = resources.files("quizkit.bank") / "templates" / "question.template"
    text = template.read_text("utf-8").replace("MODELINE", MODELINE)
    text = text.replace("CHECK", question.replace("-", "_").replace("/", "/measured_"))
    head, answer, rest = _sections(text)
    head = head.replace("question:\n", "draft: true\nquestion:\n")
    text = _filled(head, draft.front) + _filled(answer, draft.back) + rest
    # What nobody can see would make the whole file unreadable.
    if tags := [tag for told in draft.tags if (tag := INVISIBLE.sub("", told))]:
        text += "tags: [" + ", ".join(map(_quoted, tags)) + "]\n"
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
