"""The names in checks have their Chinese, or none of a pack's has."""

from typing import TYPE_CHECKING

import pytest

from quizkit.model.chinese import report_told
from quizkit.model.evidence import Arm, Report

if TYPE_CHECKING:
    from tests.bank.conftest import MadePack

ZH = "checks/scaling/zh.yaml"


def test_a_pack_without_chinese_names_is_without_fault(made: "MadePack") -> None:
    assert made.told() == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("divided by d_k: 除以 d_k\n", "says 'unscaled', which has no Chinese"),
        ("unscaled: 不缩放\nunheard: 没有\n", "no check says so | delete it"),
        ("unscaled: 不缩放\ndivided by d_k: 不缩放\n", "are the same in Chinese"),
        ("unscaled: [不缩放]\n", "expected a text"),
    ],
)
def test_what_is_wrong_with_chinese_names_is_told(text: str, told: str, made: "MadePack") -> None:
    _ = made.write(ZH, text)
    assert any(told in fault for fault in made.told()), made.told()


def test_a_check_without_chinese_keeps_its_english(made: "MadePack") -> None:
    assert made.load().chinese("scaling/unit_variance") == {}


def test_chinese_names_change_no_digest_of_a_check(made: "MadePack") -> None:
    before = made.load().checks["scaling/unit_variance"].digest()
    _ = made.write(ZH, "unscaled: 不缩放\n")
    bank = made.load()
    assert bank.checks["scaling/unit_variance"].digest() == before
    told = report_told(
        Report("scaling/unit_variance", 0, "t", Arm(None), (Arm("unscaled"),)),
        bank.chinese("scaling/unit_variance"),
    )
    assert told.controls[0].control == "不缩放"
