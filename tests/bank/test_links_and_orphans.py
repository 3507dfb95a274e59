"""Every id leads somewhere, every file is used, no id is claimed twice."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.bank.conftest import MadePack


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "follow_ups: [scaling/gradients]",
            "follow_ups: [▸scaling/gradient]",
            "no question is called 'scaling/gradient' | did you mean scaling/gradients?",
        ),
        (
            "follow_ups: [scaling/gradients]",
            "follow_ups: [▸scaling/why-scale]",
            "a question does not follow itself | ",
        ),
        (
            "follow_ups: [scaling/gradients]",
            "follow_ups: [scaling/gradients, ▸scaling/gradients]",
            "'scaling/gradients' stands here twice | ",
        ),
        (
            "check: scaling/unit_variance\n    observations",
            "check: ▸scaling/unit_varience\n    observations",
            "no check is called 'scaling/unit_varience' | did you mean scaling/unit_variance?",
        ),
        (
            "check: scaling/unit_variance\n    observations",
            "check: ▸masking/leak\n    observations",
            "no check is called 'masking/leak' | make it with: quizkit bank new check masking/leak",
        ),
        (
            "difficulty: 2",
            "difficulty: 2\ndrill: ▸masking/by_hand",
            "no check is called 'masking/by_hand' | "
            "make it with: quizkit bank new check masking/by_hand",
        ),
        (
            "sources: [vaswani2017 §3.2.1]",
            "sources: [▸vaswani2018 §3.2.1]",
            "no reference is called 'vaswani2018' | did you mean vaswani2017?",
        ),
        (
            "source: vaswani2017",
            "source: ▸shannon1948 §1",
            "no reference is called 'shannon1948' | add it to qa_bank/references.yaml",
        ),
        (
            "control: unscaled",
            "control: ▸unscald",
            "scaling/unit_variance has no control 'unscald' | did you mean unscaled?",
        ),
    ],
)
def test_an_id_that_leads_nowhere_is_told_at_its_place(
    made: "MadePack", old: str, new: str, told: str
) -> None:
    place = made.change(made.first, (old, new))
    assert made.told() == [f"{place}: {told}"]


def test_a_link_to_a_broken_question_is_right(made: "MadePack") -> None:
    _ = made.change(made.second, ("difficulty: 2", "difficulty: 9"))
    assert len(made.told()) == 1


def test_a_check_that_no_claim_names_is_a_fault(made: "MadePack") -> None:
    _ = made.write("checks/masking/leak.py", made.check_text.replace("unit_variance", "leak"))
    assert made.told() == [
        "checks/masking/leak.py: no claim names this check | "
        "write check: masking/leak in a question, or delete the file"
    ]


def test_a_check_that_only_a_drill_names_is_used(made: "MadePack") -> None:
    _ = made.write("checks/masking/leak.py", made.check_text.replace("unit_variance", "leak"))
    _ = made.change(made.first, ("difficulty: 2", "difficulty: 2\ndrill: masking/leak"))
    assert made.told() == []


def test_a_check_that_a_broken_question_names_is_not_called_unused(made: "MadePack") -> None:
    for path in (made.first, made.second):
        _ = made.change(path, ("difficulty: 2", "difficulty: 9"))
    assert all("expected a whole number" in told for told in made.told())


def test_a_helper_that_a_check_imports_is_no_check(made: "MadePack") -> None:
    _ = made.write("checks/scaling/_draws.py", "from _more import x\n")
    _ = made.write("checks/scaling/_more.py", "x = 1\n")
    _ = made.change(made.check, ("from quizkit", "from _draws import x\nfrom quizkit"))
    assert made.told() == []
    source = made.load().checks["scaling/unit_variance"]
    assert [path.name for path in source.helpers] == ["_draws.py", "_more.py"]
    assert source.imports == ("quizkit",)


def test_a_helper_that_nothing_imports_is_a_fault(made: "MadePack") -> None:
    _ = made.write("checks/scaling/_draws.py", "x = 1\n")
    assert made.told() == [
        "checks/scaling/_draws.py: no check imports this helper | import it, or delete the file"
    ]


def test_helpers_that_import_one_another_and_no_check_are_faults(made: "MadePack") -> None:
    _ = made.write("checks/scaling/_a.py", "import _b\n")
    _ = made.write("checks/scaling/_b.py", "import _a\n")
    assert len(made.told()) == 2


def test_a_helper_that_is_not_there_is_a_fault(made: "MadePack") -> None:
    _ = made.write("checks/masking/_draws.py", "x = 1\n")
    _ = made.change(made.check, ("from quizkit", "from _draws import x\nfrom quizkit"))
    assert (
        "checks/scaling/unit_variance.py: it imports '_draws', and there is no scaling/_draws.py"
        " | a helper lies in the folder of the check that imports it"
    ) in made.told()


def test_an_earlier_id_belongs_to_one_question(made: "MadePack") -> None:
    place = made.change(made.first, ("difficulty: 2", "difficulty: 2\nwas: [▸scaling/old]"))
    assert made.told() == []
    _ = made.change(made.second, ("difficulty: 2", "difficulty: 2\nwas: [scaling/old]"))
    assert made.told() == [
        f"{place}: 'scaling/old' is an earlier id of scaling/gradients already | "
        "a schedule goes on in one question only"
    ]


def test_an_earlier_id_is_no_question_of_today(made: "MadePack") -> None:
    _ = made.change(made.first, ("difficulty: 2", "difficulty: 2\nwas: [scaling/gradients]"))
    assert "'scaling/gradients' is a question of its own" in made.told()[0]
