"""`quizkit glossary`, run as a user runs it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

GLOSSARY = """
causal mask:
  zh: 因果掩码
  also: [因果掩膜]
  avoid: [原因掩码]
  means: {en: It hides what comes later., zh: 屏蔽排在后面的键。}
residual stream:
  zh: 残差流
  means: {en: What every layer adds to., zh: 各层都加入其中的向量。}
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The environment of a learner whose pack explains two terms."""
    for folder in ("qa_bank", "checks"):
        (tmp_path / folder).mkdir()
    _ = (tmp_path / "qa_bank" / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    unset = ("NO_COLOR", "FORCE_COLOR", "LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS")
    clean = {k: v for k, v in os.environ.items() if k not in unset}
    return clean | {"QUIZKIT_HOME": str(tmp_path / "home"), "QUIZKIT_PACK": str(tmp_path)}


def glossary(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `quizkit glossary`."""
    return subprocess.run(
        [sys.executable, "-m", "quizkit", "glossary", *arguments],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


ENGLISH = "causal mask (因果掩码): It hides what comes later.\n"
CHINESE = "因果掩码（causal mask）：屏蔽排在后面的键。\n"
OTHERS = "  also: 因果掩膜\n  avoided here: 原因掩码\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["causal", "mask", "--lang", "en"], f"• {ENGLISH}{OTHERS}"),
        (["因果掩码", "--lang", "en"], f"• {ENGLISH}{OTHERS}"),
        (["causal mask", "--lang", "zh"], f"• {CHINESE}{OTHERS}"),
        (["原因掩码", "--lang", "both"], f"• {ENGLISH}  {CHINESE}{OTHERS}"),
    ],
    ids=["in English", "asked in Chinese", "in Chinese", "refused, in both"],
)
def test_a_term_is_explained_in_the_language_asked_for(
    environment: dict[str, str], arguments: list[str], told: str
) -> None:
    ran = glossary(environment, *arguments)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, told, "")


def test_without_a_term_all_are_explained(environment: dict[str, str]) -> None:
    ran = glossary(environment, "--lang", "en")
    assert ran.stdout == f"• {ENGLISH}• residual stream (残差流): What every layer adds to.\n"


def test_a_term_that_is_not_there_is_met_with_the_nearest_one(environment: dict[str, str]) -> None:
    ran = glossary(environment, "residual", "steam")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "no term 'residual steam' (did you mean residual stream?)" in ran.stderr


def test_a_pack_without_terms_says_where_to_write_them(environment: dict[str, str]) -> None:
    file = Path(environment["QUIZKIT_PACK"]) / "qa_bank" / "glossary.yaml"
    file.unlink()
    ran = glossary(environment)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert f"explains no terms (write them into {file})" in ran.stderr
