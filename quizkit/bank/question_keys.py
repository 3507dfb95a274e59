"""The keys of a question's file, described once: for the loader and for the editor's schema."""

from collections.abc import Mapping
from typing import Any

from quizkit.bank.predict_keys import PREDICT
from quizkit.bank.readers import Many, OneOf, Schema, Whole, Words, YesNo
from quizkit.bank.records import Key, Problem, Record
from quizkit.bank.slugs import CHECK_SLUG, REFERENCE, SLUG
from quizkit.model.question import (
    Because,
    Choices,
    Claim,
    Measured,
    Question,
    Unmeasured,
    WrongChoice,
)
from quizkit.model.question import Point as AnswerPoint
from quizkit.model.text import Text

NO_CHECK = "none"
MAX = 50
"""No honest list comes near this."""

WORDS = Words()
QUESTION_ID = Words(rf"{SLUG}/{SLUG}", "a question's id such as scaling/why-scale-by-sqrt-dk")
CHECK_ID = Words(rf"{SLUG}/{CHECK_SLUG}", "a check's id such as scaling/unit_variance")
SOURCE = Words(rf"{REFERENCE}(?: §\S.*)?", "a source such as vaswani2017 §3.2.1")

LANGUAGES = (Key("en", WORDS, "the text in English"), Key("zh", WORDS, "the text in Chinese"))
TEXT = Record(Text, LANGUAGES)


def _point(en: str, zh: str, **words: tuple[str, ...]) -> AnswerPoint:
    return AnswerPoint(Text(en, zh), words["any"])


POINT = Record(
    _point,
    (
        *LANGUAGES,
        Key(
            "any",
            Many(WORDS, "words", 1, MAX),
            "the stems, in both languages, one of which a typed answer holds when it names this",
        ),
    ),
)


def _wrong(en: str, zh: str, why: Text) -> WrongChoice:
    return WrongChoice(Text(en, zh), why)


WRONG = Record(
    _wrong,
    (*LANGUAGES, Key("why", TEXT, "precisely why this choice is wrong")),
)

CHOICES = Record(
    Choices,
    (
        Key("right", TEXT, "the right choice"),
        Key("wrong", Many(WRONG, "wrong choices", 3, 3), "three mistakes that people really make"),
    ),
)


def _claim(**found: Any) -> Claim:
    if found["check"] == NO_CHECK:
        evidence = Unmeasured(found["because"], found["source"])
    else:
        evidence = Measured(found["check"], found["observations"], found["predict"])
    told = (found["myth"], found["truth"], found["when"])
    return Claim(found["id"], found["says"], evidence, *told)


def _one_evidence(found: Mapping[str, Any]) -> list[Problem]:
    """A claim is measured or says why not; a myth has its truth, and nothing else has one."""
    problems: list[Problem] = []
    myth = found.get("myth", False)  # None: there, and broken
    if myth is True and "truth" not in found:
        problems.append(("myth", "a myth without truth", "add the key truth: what is right"))
    if myth is False:
        hint = "write myth: true when says is false as it stands; else leave {} out"
        problems += [
            (name, f"a {name} without myth", hint.format(name))
            for name in ("truth", "when")
            if name in found
        ]
    if found.get("check") == NO_CHECK:
        missing = [name for name in ("because", "source") if name not in found]
        too_many = [name for name in ("observations", "predict") if name in found]
        for name in missing:
            reasons = "|".join(Because)
            hint = (
                f"because: {reasons}" if name == "because" else "source: a key of references.yaml"
            )
            problems.append(("check", f"a claim without a check has no {name}", f"add {hint}"))
        problems += [
            (name, f"{name} without a check", "name the check, or leave it out")
            for name in too_many
        ]
    elif "check" in found:
        problems += [
            (name, f"{name} beside a check", "the check decides; leave it out")
            for name in ("because", "source")
            if name in found
        ]
    return problems


_MYTH: Schema = {
    "if": {"properties": {"myth": {"const": True}}, "required": ["myth"]},
    "then": {"required": ["truth"]},
    "else": {"properties": {"truth": False, "when": False}},
}
_UNMEASURED: Schema = {
    "if": {"properties": {"check": {"const": NO_CHECK}}},
    "then": {
        "required": ["because", "source"],
        "properties": {"observations": False, "predict": False},
    },
    "else": {"properties": {"because": False, "source": False}},
}

CLAIM = Record(
    _claim,
    (
        Key(
            "id", Words(SLUG, "a word such as unit-variance"), "its id, unique inside the question"
        ),
        Key("says", TEXT, "one falsifiable sentence, with the condition under which it holds"),
        Key("myth", YesNo(), "true when the sentence is widely told and false", False),
        Key("truth", TEXT, "for a myth: the sentence that corrects it", None),
        Key(
            "when",
            TEXT,
            "for a myth that does hold under a condition which it leaves out: that condition",
            None,
        ),
        Key(
            "check",
            Words(rf"{NO_CHECK}|{CHECK_ID.pattern}", f"{CHECK_ID.like}, or {NO_CHECK}"),
            "the check that decides it, or none",
        ),
        Key(
            "observations",
            Many(WORDS, "names of observations", 1, MAX),
            "the observations that decide this claim, when not all of the check's do",
            (),
        ),
        Key(
            "predict",
            PREDICT,
            "what to ask before the check runs",
            None,
        ),
        Key("because", OneOf(Because), "for check: none, why no check can decide it", None),
        Key("source", SOURCE, "for check: none, the reference that carries it", None),
    ),
    _one_evidence,
    {"allOf": [_MYTH, _UNMEASURED]},
)


def without_id(**found: Any) -> dict[str, Any]:
    """What a file holds; its folder and its name are the id."""
    return found


QUESTION = Record(
    without_id,
    (
        Key("question", TEXT, "what the interviewer asks"),
        Key("answer", TEXT, "Markdown with $LaTeX$, complete enough for a strong interviewer"),
        Key("points", Many(POINT, "points", 3, 6), "what a complete answer names"),
        Key(
            "claims", Many(CLAIM, "claims", 1, MAX), "the sentences of the answer that can be false"
        ),
        Key("choices", CHOICES, "the question as a multiple choice"),
        Key("difficulty", Whole(1, 5), "1 screening … 5 research"),
        Key(
            "follow_ups",
            Many(QUESTION_ID, "question ids", 0, MAX),
            "what an interviewer asks next",
            (),
        ),
        Key(
            "sources",
            Many(SOURCE, "sources", 0, MAX),
            "keys of references.yaml, with the section",
            (),
        ),
        Key(
            "covers",
            Many(Words(r"\S+#\S+", "a number such as 002#4"), "numbers", 0, MAX),
            "the source notes' numbering",
            (),
        ),
        Key("drill", CHECK_ID, "the drill in which the learner writes the code", None),
        Key(
            "was",
            Many(QUESTION_ID, "question ids", 0, MAX),
            "earlier ids, whose schedule goes on",
            (),
        ),
        Key(
            "tags",
            Many(WORDS, "tags", 0, MAX),
            "words that another program files it under",
            (),
        ),
        Key(
            "draft",
            YesNo(),
            "true while only the question and its answer are written: it is asked by recall alone",
            False,
        ),
    ),
)


def build_question(question_id: str, found: Mapping[str, Any]) -> Question:
    """The question of a file, from what `QUESTION` read in it."""
    return Question(id=question_id, **found)
