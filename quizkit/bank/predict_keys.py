"""The keys of `predict`: what a claim asks before its check runs, in one of three forms."""

from collections.abc import Mapping
from typing import Any

from quizkit.bank.readers import Many, OrNothing, Schema, Words
from quizkit.bank.records import Key, Point, Problem, Record
from quizkit.model.question import (
    Address,
    Item,
    Predict,
    PredictCurve,
    PredictNumber,
    PredictOrder,
)
from quizkit.model.text import Text

ITEMS = 5
"""More than five are not put in order in one's head."""
_WORDS = Words()
_LANGUAGES = (Key("en", _WORDS, "the text in English"), Key("zh", _WORDS, "the text in Chinese"))
_OBSERVATION = Key("observation", _WORDS, "the name of the observation that gives the number")
_AT = Key("at", Point(), "the observation's sweep point, {} when it lies under no sweep", {})
_CONTROL = Key(
    "control",
    OrNothing(_WORDS),
    "the control whose number is asked for; null for the claim's own",
    None,
)


def _item(**found: Any) -> Item:
    address = Address(found["observation"], found["at"], found["control"])
    return Item(Text(found["en"], found["zh"]), address)


_ITEM = Record(_item, (*_LANGUAGES, _OBSERVATION, _AT, _CONTROL))


def _predict(**found: Any) -> Predict:
    if found["order"]:
        return PredictOrder(found["ask"], found["order"])
    address = Address(found["observation"], found["at"], found["control"])
    if found["along"] is not None:
        return PredictCurve(found["ask"], found["along"], address)
    return PredictNumber(found["ask"], address)


_ALONE = ("observation", "at", "control", "along")


def _one_form(found: Mapping[str, Any]) -> list[Problem]:
    """Either one observation, or several to be put in order, each with its own address."""
    problems: list[Problem] = []
    if "order" in found:
        problems += [
            (name, f"{name} beside order", f"{name} belongs to each item of order")
            for name in _ALONE
            if name in found
        ]
    elif "observation" not in found:
        hint = f"it is {_OBSERVATION.doc}; or write order: […]"
        problems.append(("", "the key observation is missing", hint))
    return problems


_FORMS: Schema = {
    "if": {"required": ["order"]},
    "then": {"properties": dict.fromkeys(_ALONE, False)},
    "else": {"required": ["observation"]},
}

PREDICT = Record(
    _predict,
    (
        Key("ask", Record(Text, _LANGUAGES), "what to ask before the check runs"),
        Key("observation", _WORDS, _OBSERVATION.doc, None),
        _AT,
        _CONTROL,
        Key("along", _WORDS, "to ask which way the curve goes: the sweep that it lies over", None),
        Key(
            "order",
            Many(_ITEM, "items to put in order", 2, ITEMS),
            "to ask for an order: two to five numbers, each with a label",
            (),
        ),
    ),
    _one_form,
    {"allOf": [_FORMS]},
)
