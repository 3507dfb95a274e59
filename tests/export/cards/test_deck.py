"""From questions and measurements to cards."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest

from quizkit.bank import Bank, ClaimRef, load, select
from quizkit.bank.certificate import (
    CertifiedControl,
    CertifiedObservation,
    CheckCertificate,
    evidence_digest,
)
from quizkit.export.cards.card import Deck, ExportCard
from quizkit.export.cards.deck import deck_of
from quizkit.export.cards.forms import FORMS
from quizkit.export.cards.measured import Measurements
from quizkit.export.cards.words import KINDS, circumstances, verdict_of
from quizkit.model import Arm, CardId, Observation, Report, Target, Text, Verdict
from quizkit.model.result import ClaimResult

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
AT = {"d_k": 64}
MakeBank = Callable[[Mapping[str, int]], Bank]
CHECK = """\
'''A score has variance 1.'''
from quizkit.evidence import Lab, check


@check(controls={"unscaled": {"power": 0.0}, "divided": {"power": 1.0}})
def variance(lab: Lab, power: float = 0.5) -> None:
    lab.count("n", 0, equals=0)
"""


@pytest.fixture
def bank(make_bank: MakeBank) -> Bank:
    """One question with a claim that a check decides, and the check."""
    made = make_bank({"scaling/why": 1})
    path = made.pack.checks / "scaling" / "unit_variance.py"
    path.parent.mkdir()
    _ = path.write_text(CHECK)
    return load(made.pack)


def observation(value: float) -> Observation:
    """The variance of a score, estimated."""
    target = Target.band(0.9, 1.1, equals=1.0)
    return Observation("score variance", AT, value, value - 0.5, value + 0.5, target, units=9)


def result(*, myth: bool = False) -> ClaimResult:
    """What verify has in its cache."""
    report = Report(
        "scaling/unit_variance",
        0,
        "A score has variance 1",
        Arm(None, (observation(1.0),)),
        (Arm("unscaled", (observation(64.1),)),),
        versions={"torch": "2.13.0"},
    )
    return ClaimResult(
        id="scaling/why#variance-0",
        question="scaling/why",
        check="scaling/unit_variance",
        myth=myth,
        says=Text("", ""),
        verdict=Verdict.SUPPORTED,
        reasons=(),
        names=("score variance",),
        reports=(report,),
        seconds=1.0,
        cached=True,
        measured_at=NOON,
    )


def certificate(bank: Bank) -> CheckCertificate:
    """What the pack's certificate tells of the check."""
    seen = CertifiedObservation("score variance", AT, 1.02, 0.9, 1.1, 9.0, Verdict.SUPPORTED, False)
    control = CertifiedControl("unscaled", Verdict.REFUTED, ("score variance",), 50.0, (63.8,))
    source = bank.checks["scaling/unit_variance"]
    return CheckCertificate(
        sources=source.digest(),
        evidence=evidence_digest(),
        torch="2.13.0",
        seeds=5,
        seconds=1.0,
        verdict=Verdict.SUPPORTED,
        reasons=(),
        observations=(seen,),
        controls=(control,),
    )


def made_of(bank: Bank, *results: ClaimResult, certified: bool = False, **options: Any) -> Deck:
    """All cards of the bank, with what was measured."""
    certificates = {"scaling/unit_variance": certificate(bank)} if certified else {}
    refs: list[ClaimRef] = select(bank, options.pop("words", []))
    measurements = Measurements.of(bank, results, certificates)
    return deck_of(
        bank, refs, measurements, title="t", date=NOON, references=lambda _: {}, **options
    )


def the(kind: str, of: Deck) -> ExportCard:
    """The one card of a kind."""
    (card,) = (card for card in of.cards if card.id.kind == kind)
    return card


def test_a_question_goes_out_in_every_form(bank: Bank) -> None:
    made = made_of(bank, result())
    assert [str(card.id) for card in made.cards] == [
        "recall:scaling/why",
        "choice:scaling/why",
        "myth:scaling/why#variance-0",
        "predict:scaling/why#variance-0",
    ]


def test_every_form_has_a_title_and_none_else() -> None:
    assert set(FORMS) == set(KINDS)


def test_only_the_kinds_asked_for_go_out(bank: Bank) -> None:
    made = made_of(bank, result(), kinds=["myth"])
    assert [card.id.kind for card in made.cards] == ["myth"]


def test_one_option_is_right_and_the_others_say_why_not(bank: Bank) -> None:
    card = the("choice", made_of(bank))
    right = [option for option in card.options if option.right]
    assert [option.text.en for option in right] == ["The variance grows."]
    assert len(card.options) == 4
    assert all(option.why for option in card.options if not option.right)
    assert card.answer
    place = card.options.index(right[0])
    assert card.answer.en == f"{'ABCD'[place]}. The variance grows."


def test_the_right_option_has_no_place_of_its_own(make_bank: MakeBank) -> None:
    made = made_of(make_bank({f"scaling/q-{n}": 0 for n in range(40)}), kinds=["choice"])
    places = [next(i for i, o in enumerate(card.options) if o.right) for card in made.cards]
    assert {places.count(place) > 2 for place in range(4)} == {True}


def test_a_true_claim_is_a_card_like_a_myth(bank: Bank) -> None:
    card = the("myth", made_of(bank, result()))
    assert card.answer == Text("True", "正确")
    assert [option.text.en for option in card.options if option.right] == ["True"]
    assert len(card.options) == 3


def test_the_number_is_that_of_the_control_that_is_asked_for(bank: Bank) -> None:
    card = the("predict", made_of(bank, result()))
    assert card.answer == Text("64.1 [63.6, 64.6]", "64.1 [63.6, 64.6]")
    assert "unscaled" in card.back.en
    assert "own value is 1 ± 0.1" in card.back.en
    assert "论断本身的值是 1 ± 0.1" in card.back.zh


def test_the_certificate_answers_where_nothing_was_measured_here(bank: Bank) -> None:
    card = the("predict", made_of(bank, certified=True))
    assert card.answer == Text("63.8", "63.8")
    (evidence,) = card.evidence
    assert evidence.measured_at is None
    assert circumstances(evidence).en == "from the pack's certificate: 5 seeds, torch 2.13.0, cpu"


def test_what_was_measured_here_goes_before_the_certificate(bank: Bank) -> None:
    (evidence,) = the("myth", made_of(bank, result(), certified=True)).evidence
    assert circumstances(evidence).en == "measured 2026-03-01: 1 seed, torch 2.13.0, cpu"
    assert circumstances(evidence).zh == "2026-03-01 实测：1 个随机种子，torch 2.13.0、cpu"


@pytest.mark.parametrize("part", ["sources", "evidence"])
def test_a_certificate_of_other_sources_counts_for_nothing(part: str, bank: Bank) -> None:
    stale = replace(certificate(bank), **{part: "0" * 32})
    measurements = Measurements.of(bank, [], {"scaling/unit_variance": stale})
    assert measurements.certificates == {}


def test_a_number_that_nothing_measured_is_left_out_and_named(bank: Bank) -> None:
    made = made_of(bank)
    assert made.unmeasured == (CardId("predict", "scaling/why", "variance-0"),)
    assert [card.id.kind for card in made.cards] == ["recall", "choice", "myth"]
    assert the("myth", made).evidence == ()


def test_a_figure_is_kept_once_for_all_cards_that_show_it(bank: Bank) -> None:
    made = made_of(bank, result())
    (keys,) = {e.figure for card in made.cards for e in card.evidence if e.figure}
    assert sorted((keys.en, keys.zh)) == list(made.figures)
    shown = {card.id.kind: [e.figure for e in card.evidence] for card in made.cards}
    assert shown == {"recall": [keys], "choice": [None], "myth": [keys], "predict": [keys]}
    assert made.figures[keys.en].svg.startswith("<svg")
    assert "score variance" in made.figures[keys.en].words
    assert "实测" in made.figures[keys.zh].words


def test_without_figures_none_is_drawn(bank: Bank) -> None:
    measurements = Measurements.of(bank, [result()], {}, draw=())
    made = deck_of(
        bank, select(bank, []), measurements, title="t", date=NOON, references=lambda _: {}
    )
    assert made.figures == {}
    assert {e.figure for card in made.cards for e in card.evidence} == {None}


@pytest.mark.parametrize(
    ("verdict", "myth", "told"),
    [
        (Verdict.SUPPORTED, False, "supported"),
        (Verdict.SUPPORTED, True, "false, by measurement"),
        (Verdict.REFUTED, True, "told as false; its correction is refuted"),
        (Verdict.TOOTHLESS, False, "toothless: the check cannot fail"),
    ],
)
def test_a_verdict_is_told_for_what_it_is(
    verdict: Verdict, myth: bool, told: str, make_evidence: Callable[..., Any]
) -> None:
    assert verdict_of(make_evidence("c", verdict, myth=myth)).en == told


def test_cards_are_mixed_the_easier_first_and_siblings_apart(
    deck: Deck, make_card: Callable[..., ExportCard]
) -> None:
    cards = [
        make_card(kind, id=CardId(kind, f"q/{n}"), difficulty=1 + n % 3)
        for n in range(60)
        for kind in ("recall", "choice")
    ]
    mixed = replace(deck, cards=tuple(cards)).mixed()
    assert [card.difficulty for card in mixed] == sorted(card.difficulty for card in mixed)
    pairs = pairwise(mixed)
    assert sum(a.id.question == b.id.question for a, b in pairs) < 10
    assert sorted(mixed, key=str) == sorted(cards, key=str)
