"""What each kind of card asks, what it shows then, and which grade it suggests."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from quizkit.errors import QuizkitError
from quizkit.model.question import Measured, PredictCurve, PredictOrder, Question
from quizkit.model.review import CardId, Rating
from quizkit.model.text import Lang, Text
from quizkit.practice import KINDS, Arrange, Choose, Front, Number, Response, Reveal, Write
from quizkit.practice.matching import PatternMatcher

if TYPE_CHECKING:
    from tests.practice.conftest import Workshop

CARDS = {
    "recall": "",
    "choice": "",
    "explain": "",
    "predict": "number",
    "myth": "number",
}
ANSWERS: Mapping[str, Response] = {
    "recall": None,
    "choice": 0,
    "explain": "the variance grows",
    "predict": 64.0,
    "myth": 0,
}


def front(workshop: "Workshop", kind: str, claim: str, *order: int) -> Front:
    card = CardId(kind, workshop.question.id, claim)
    return KINDS[kind].front(workshop.question, card, lambda n: order or tuple(range(n)))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_asks_and_answers_in_both_languages(workshop: "Workshop", kind: str) -> None:
    asked = front(workshop, kind, CARDS[kind])
    back = workshop.back(kind, ANSWERS[kind], CARDS[kind])
    told = [asked.prompt, back.answer, *([back.outcome] if back.outcome else [])]
    assert all(text.en and text.zh and text.en != text.zh for text in told)
    assert not any("一" <= c <= "鿿" for text in told for c in text.en)
    assert all(any("一" <= c <= "鿿" for c in text.zh) for text in told)


@pytest.mark.parametrize(
    ("kind", "claim", "form"),
    [
        ("recall", "", Reveal),
        ("explain", "", Write),
        ("choice", "", Choose),
        ("myth", "when", Choose),
        ("predict", "number", Number),
        ("predict", "order", Arrange),
        ("predict", "curve", Choose),
    ],
)
def test_each_card_asks_in_its_form(
    workshop: "Workshop", kind: str, claim: str, form: type
) -> None:
    assert type(front(workshop, kind, claim).ask) is form


def test_the_front_of_a_card_gives_nothing_of_its_answer_away(workshop: "Workshop") -> None:
    for kind, claim in CARDS.items():
        asked = front(workshop, kind, claim)
        assert "variance is 1" not in asked.prompt.en
    asked = front(workshop, "myth", "when")
    assert asked.passage == workshop.question.claims[3].says
    assert asked.source == workshop.question.question, "and which question that belongs to"


# ---- choice -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("place", "rating"), [(2, Rating.GOOD), (0, Rating.AGAIN)])
def test_a_choice_is_right_by_its_key_and_not_by_its_place(
    workshop: "Workshop", place: int, rating: Rating
) -> None:
    given = replace(
        workshop.given("choice", "", place, Lang.EN),
        front=front(workshop, "choice", "", 3, 1, 0, 2),
    )
    back = KINDS["choice"].back(given, workshop.bench, PatternMatcher())
    assert back.grade is rating


def test_every_wrong_option_is_explained_and_the_one_picked_is_marked(
    workshop: "Workshop",
) -> None:
    back = workshop.back("choice", 2)
    for n in range(3):
        assert f"wrong {n}* because {n}" in back.answer.en
        assert f"错误 {n}* 因为 {n}" in back.answer.zh
    assert "Yours: wrong 1*" in back.answer.en
    assert back.answer.en.count("Yours") == 1
    assert dict(back.detail) == {"option": 2, "right": 0}
    assert "Yours" not in workshop.back("choice", 0).answer.en


# ---- myth ---------------------------------------------------------------------------------------

RIGHT = {"number": 0, "curve": 1, "when": 2}


@pytest.mark.parametrize("claim", RIGHT)
@pytest.mark.parametrize("picked", range(3))
def test_a_claim_is_true_false_or_true_under_a_condition(
    workshop: "Workshop", claim: str, picked: int
) -> None:
    back = workshop.back("myth", picked, claim)
    right = RIGHT[claim]
    assert back.grade is (Rating.GOOD if picked == right else Rating.AGAIN)
    assert dict(back.detail) == {"option": picked, "right": right}
    assert ("keys follow the queries" in back.answer.en) is (claim == "when")
    assert ("键与查询相关" in back.answer.zh) is (claim == "when")


def test_a_myth_card_says_what_was_measured_and_offers_the_controls(workshop: "Workshop") -> None:
    back = workshop.back("myth", 0, "number")
    assert "all 2 controls are refuted" in back.answer.en
    assert back.flips == ("unscaled", "divided by d_k")
    assert back.figure is not None


def test_the_chinese_figure_of_a_myth_is_headed_by_what_is_true(workshop: "Workshop") -> None:
    figure = workshop.back("myth", 0, "when").figure
    assert figure is not None
    assert figure.zh.title == "任意维度下都是 1。"
    assert figure.en.title == "Scaled scores have unit variance."


def test_a_myth_card_does_not_hide_that_its_check_failed(workshop: "Workshop") -> None:
    workshop.bench.values = {**workshop.bench.values, None: (9.0, 9.0, 9.0)}
    back = workshop.back("myth", 0, "number")
    assert "**refuted**: do not rely on it" in back.answer.en
    assert "**被推翻**" in back.answer.zh


# ---- predict ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("guess", "rating"), [(64.0, Rating.GOOD), (60.0, Rating.HARD), (8.0, Rating.AGAIN)]
)
def test_the_error_of_a_number_suggests_the_grade(
    workshop: "Workshop", guess: float, rating: Rating
) -> None:
    back = workshop.back("predict", guess, "number")
    assert back.grade is rating
    assert back.outcome
    assert "Measured: **64** [63.36, 64.64]" in back.outcome.en
    assert "实测为 **64** [63.36, 64.64]" in back.outcome.zh
    assert back.flips == ("", "divided by d_k"), "the claim's own arm, and the other control"


@pytest.mark.parametrize(
    ("places", "rating"),
    [
        ((1, 2, 0), Rating.GOOD),
        ((2, 1, 0), Rating.HARD),
        ((1, 0, 2), Rating.HARD),
        ((0, 2, 1), Rating.AGAIN),
        ((0, 1, 2), Rating.AGAIN),
    ],
)
def test_two_neighbours_exchanged_are_nearly_the_order(
    workshop: "Workshop", places: tuple[int, ...], rating: Rating
) -> None:
    back = workshop.back("predict", places, "order")
    assert back.grade is rating
    assert dict(back.detail) == {
        "order": list(places),
        "right": [1, 2, 0],
        "suggested": int(rating),
    }


def test_an_order_is_read_through_the_shuffling(workshop: "Workshop") -> None:
    given = replace(
        workshop.given("predict", "order", (0, 1, 2), Lang.EN),
        front=front(workshop, "predict", "order", 1, 2, 0),
    )
    back = KINDS["predict"].back(given, workshop.bench, PatternMatcher())
    assert back.grade is Rating.GOOD
    assert back.outcome
    assert "You said divided by d_k < divided by √d_k < as it is." in back.outcome.en
    lines = back.outcome.zh.splitlines()
    assert [line.partition("：")[0] for line in lines[-3:]] == [
        "- 除以 d_k",
        "- 除以 √d_k",
        "- 不缩放",
    ]


def test_an_order_of_two_is_right_or_wrong(workshop: "Workshop") -> None:
    question = workshop.question
    claim = question.claims[1]
    assert isinstance(claim.evidence, Measured)
    predict = claim.evidence.predict
    assert isinstance(predict, PredictOrder)
    two = replace(predict, items=predict.items[:2])
    changed = replace(claim, evidence=replace(claim.evidence, predict=two))
    workshop.question = replace(question, claims=(changed,))
    assert workshop.back("predict", (1, 0), "order").grade is Rating.GOOD
    assert workshop.back("predict", (0, 1), "order").grade is Rating.AGAIN


def test_an_order_that_is_not_clear_now_is_not_graded(workshop: "Workshop") -> None:
    workshop.bench.values = {**workshop.bench.values, "unscaled": (1.0, 1.01, 1.0)}
    with pytest.raises(QuizkitError, match="no clear order"):
        _ = workshop.back("predict", (0, 1, 2), "order")


@pytest.mark.parametrize(
    ("values", "right"),
    [
        ((16.0, 64.0, 256.0), 0),
        ((256.0, 64.0, 16.0), 1),
        ((1.0, 1.0, 1.0), 2),
        ((1.0, 9.0, 1.0), 3),
        ((9.0, 1.0, 9.0), 4),
    ],
)
def test_a_curve_rises_falls_stays_peaks_or_dips(
    workshop: "Workshop", values: tuple[float, ...], right: int
) -> None:
    workshop.bench.values = {**workshop.bench.values, "unscaled": values}
    grades = [workshop.back("predict", place, "curve").grade for place in range(5)]
    assert grades == [Rating.GOOD if place == right else Rating.AGAIN for place in range(5)]


def test_a_curve_is_told_with_its_ends(workshop: "Workshop") -> None:
    back = workshop.back("predict", 1, "curve")
    assert back.outcome
    assert "You said that it falls. Measured: **it rises**, from **16**" in back.outcome.en
    assert "at d_k = 16 to **256**" in back.outcome.en
    assert "你的预测是“下降”，实测为**上升**：d_k = 16 时为 **16**" in back.outcome.zh


@pytest.mark.parametrize(
    ("values", "en", "zh"),
    [
        ((1.0, 9.0, 2.0), "then falls**, from **1** [", "d_k = 64 时为 **9** ["),
        ((9.0, 1.0, 8.0), "then rises**, from **9** [", "d_k = 64 时为 **1** ["),
    ],
)
def test_a_curve_that_turns_is_told_with_its_turning_point(
    workshop: "Workshop", values: tuple[float, ...], en: str, zh: str
) -> None:
    workshop.bench.values = {**workshop.bench.values, "unscaled": values}
    outcome = workshop.back("predict", 0, "curve").outcome
    assert outcome
    assert en in outcome.en
    assert f" to **{values[1]:g}** [" in outcome.en
    assert "at d_k = 64 to **" in outcome.en
    assert zh in outcome.zh


@pytest.mark.parametrize(("kind", "response"), [("predict", (1, 2, 0)), ("myth", 0)])
def test_a_flip_shows_the_claim_break(workshop: "Workshop", kind: str, response: Response) -> None:
    flipped = workshop.flip(kind, response, "order", "unscaled")
    assert "“unscaled”, the claim is **refuted**" in flipped.told.en
    assert "论断**被推翻**" in flipped.told.zh
    assert "(d_k = 16): **16** [15.84, 16.16], where the claim says 1 ± 0.1" in flipped.told.en


def test_flipping_a_number_back_shows_the_claim_hold(workshop: "Workshop") -> None:
    assert "the claim is **supported**" in workshop.flip("predict", 8.0, "number", "").told.en
    broken = workshop.flip("predict", 8.0, "number", "divided by d_k")
    assert "the claim is **refuted** here" in broken.told.en


def test_a_control_that_breaks_says_so(workshop: "Workshop") -> None:
    workshop.bench.broken = {"unscaled": "shapes do not match"}
    with pytest.raises(QuizkitError, match="'unscaled' breaks: shapes do not match"):
        _ = workshop.flip("myth", 0, "number", "unscaled")


@pytest.mark.parametrize("claim", ["gone", "when"])
def test_a_card_whose_claim_asks_no_more_says_so(workshop: "Workshop", claim: str) -> None:
    with pytest.raises(QuizkitError, match="no longer"):
        _ = front(workshop, "predict", claim)


# ---- explain ------------------------------------------------------------------------------------


def test_words_typed_are_held_against_the_points_in_either_language(workshop: "Workshop") -> None:
    for typed in ("the variance grows, the softmax saturates", "方差会增大，使 softmax 饱和"):
        back = workshop.back("explain", typed)
        assert back.ticks
        assert back.ticks.ticked == (True, True, False)
        assert back.grade is Rating.HARD
        assert back.kept["typed"] == typed


# ---- fingerprints -------------------------------------------------------------------------------


def content(question: Question, kind: str, claim: str) -> str:
    return KINDS[kind].content(question, CardId(kind, question.id, claim))


def with_claim(question: Question, claim: str, **changes: object) -> Question:
    claims = tuple(replace(c, **changes) if c.id == claim else c for c in question.claims)
    return replace(question, claims=claims)


def test_line_breaks_and_spaces_do_not_change_what_a_claim_says(workshop: "Workshop") -> None:
    question = workshop.question
    says = Text("Scaled scores\nhave  variance 1. ", "缩放后得分的方差为 1。\n")
    for kind in ("predict", "myth"):
        changed = content(with_claim(question, "number", says=says), kind, "number")
        assert changed == content(question, kind, "number")


@pytest.mark.parametrize("kind", ["predict", "myth"])
def test_another_sentence_changes_what_a_card_asks(workshop: "Workshop", kind: str) -> None:
    says = Text("Scaled scores have variance 2.", "缩放后得分的方差为 2。")
    changed = with_claim(workshop.question, "number", says=says)
    assert content(changed, kind, "number") != content(workshop.question, kind, "number")


def test_another_sweep_changes_what_a_curve_asks_and_not_what_a_myth_asks(
    workshop: "Workshop",
) -> None:
    question = workshop.question
    evidence = question.claims[2].evidence
    assert isinstance(evidence, Measured)
    assert isinstance(evidence.predict, PredictCurve)
    other = replace(evidence, predict=replace(evidence.predict, along="heads"))
    changed = with_claim(question, "curve", evidence=other)
    assert content(changed, "predict", "curve") != content(question, "predict", "curve")
    assert content(changed, "myth", "curve") == content(question, "myth", "curve")


def test_cards_of_the_whole_question_rest_on_no_claim(workshop: "Workshop") -> None:
    assert [content(workshop.question, k, "") for k in ("recall", "choice", "explain")] == [""] * 3
