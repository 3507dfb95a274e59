"""A check is read by its syntax, never run, and every fault of its form is told."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.bank.conftest import MadePack

CONTROLS = '{"unscaled": {"power": 0.0}, "divided by d_k": {"power": 1.0}}'
MAIN = 'if __name__ == "__main__":\n    unit_variance.main()\n'
DOC = '"""Dividing by √d_k keeps attention scores at unit variance."""\n'


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (DOC, "", "1:1: no docstring | its first line says in one sentence what is claimed"),
        (
            MAIN,
            "",
            "7:1: the check does not run alone | "
            'end it with: if __name__ == "__main__": unit_variance.main()',
        ),
        (
            "unit_variance.main()",
            "unit_variance.run()",
            "7:1: the check does not run alone | "
            'end it with: if __name__ == "__main__": unit_variance.main()',
        ),
        (
            CONTROLS,
            '{"unscaled": {"power": 0.0}}',
            "6:17: 1 controls; a check has at least two | "
            "name the mistakes that people really make, and give each as a control",
        ),
        (
            CONTROLS,
            '{"a": {"power": 0.0}, "b": {"power": 1.0}, "a": {"power": 2.0}}',
            "6:60: two controls are called 'a' | ",
        ),
        (
            CONTROLS,
            "dict(a=1, b=2)",
            "6:2: the controls cannot be read without running the check | "
            'write them out: controls={"name of the mistake": {"argument": value}, …}',
        ),
        (
            CONTROLS,
            "{**one, **two}",
            "6:17: a control's name is not written out | ",
        ),
        (
            "@check(controls",
            "@other(controls",
            "1:1: no check; expected one function under @check(controls=…) | "
            "see docs/writing-a-check.md",
        ),
        (
            MAIN,
            f"@check(controls={CONTROLS})\ndef second(lab: Lab) -> None: ...\n\n\n{MAIN}",
            "1:1: 2 checks, in the lines 7, 14; expected one function under @check(controls=…) | "
            "see docs/writing-a-check.md",
        ),
        ("    for d_k in", "    for d_k on", "8:13: not Python: invalid syntax | "),
        (
            "from quizkit.evidence import Lab, check",
            "from quizkit.evidence import Lab, check\nfrom quizkit.bank import load",
            "4:1: a check sees quizkit.evidence only, not 'quizkit.bank' | ",
        ),
        (
            "from quizkit.evidence import Lab, check",
            "from quizkit.evidence import Lab, check\nfrom . import other",
            "4:1: a relative import | a helper lies beside its check: from _name import …",
        ),
    ],
)
def test_a_fault_in_the_form_of_a_check_is_told_with_its_place(
    made: "MadePack", old: str, new: str, told: str
) -> None:
    # The questions ask for nothing that the broken check no longer shows.
    _ = made.change(made.check, (old, new))
    assert f"{made.check}:{told}" in [t for t in made.told() if t.startswith(made.check)]


@pytest.mark.parametrize(
    "text",
    [
        "(" * 10_000,
        "-" * 100_000 + "1",
        "x = " + "1+" * 100_000 + "1",
        "\x00",
        "def",
        "\ufeff\ufeff",
    ],
)
def test_a_hostile_check_is_a_fault_and_not_a_crash(made: "MadePack", text: str) -> None:
    _ = made.write(made.check, text)
    assert any(told.startswith(made.check) for told in made.told())


def test_a_check_is_never_run_by_reading_it(made: "MadePack") -> None:
    witness = made.root / "witness"
    _ = made.change(
        made.check, ("\n\n\n@check", f"\n\nopen({str(witness)!r}, 'w').write('x')\n\n\n@check")
    )
    assert made.told() == []
    assert not witness.exists()


def test_controls_may_stand_in_a_constant(made: "MadePack") -> None:
    _ = made.change(
        made.check,
        (f"@check(controls={CONTROLS})", f"WRONG: dict = {CONTROLS}\n\n\n@check(controls=WRONG)"),
    )
    assert made.told() == []
    assert made.load().checks["scaling/unit_variance"].controls == ("unscaled", "divided by d_k")


def test_a_check_is_known_by_its_title_controls_and_imports(made: "MadePack") -> None:
    _ = made.change(made.check, ("    for d_k", "    import transformers.models.bert\n    for d_k"))
    source = made.load().checks["scaling/unit_variance"]
    assert source.title == "Dividing by √d_k keeps attention scores at unit variance."
    assert source.controls == ("unscaled", "divided by d_k")
    assert source.imports == ("quizkit", "transformers")
    assert source.path == made.root / made.check


def test_the_digest_of_a_check_changes_with_its_text_and_with_its_helper(made: "MadePack") -> None:
    _ = made.change(made.check, ("from quizkit", "from _draws import x\nfrom quizkit"))
    helper = made.write("checks/scaling/_draws.py", "x = 1\n")
    first = made.load().checks["scaling/unit_variance"].digest()
    _ = helper.write_text("x = 2\n")
    second = made.load().checks["scaling/unit_variance"].digest()
    _ = made.change(made.check, ("within=0.1", "within=0.2"))
    third = made.load().checks["scaling/unit_variance"].digest()
    assert len({first, second, third}) == 3


def test_the_digest_of_a_check_does_not_change_with_the_line_ends(made: "MadePack") -> None:
    before = made.load().checks["scaling/unit_variance"].digest()
    _ = made.write(made.check, made.check_text.replace("\n", "\r\n"))
    assert made.load().checks["scaling/unit_variance"].digest() == before
