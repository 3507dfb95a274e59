"""`quizkit pack` on the command line, and what the other commands make of an added pack."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from quizkit.bank import Bank

Run = Callable[..., "subprocess.CompletedProcess[str]"]
CHECK = '''\
"""Dividing by √d_k keeps attention scores at unit variance."""

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def unit_variance(lab: Lab, n: int = 0) -> None:
    lab.count("score variance", n, equals=0)


if __name__ == "__main__":
    unit_variance.main()
'''


@pytest.fixture
def group(make_bank: Callable[[Mapping[str, int]], Bank]) -> Path:
    """The folder of a pack with one check."""
    root = make_bank({"scaling/why": 1}).pack.root
    path = root / "checks/scaling/unit_variance.py"
    path.parent.mkdir()
    _ = path.write_text(CHECK, encoding="utf-8")
    return root


@pytest.fixture
def quizkit(tmp_path: Path) -> Run:
    """Run a command in a pipe, over the built-in pack and what was added."""

    def run(*arguments: str, lang: str = "C.UTF-8") -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "quizkit", *arguments],
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            env={"QUIZKIT_HOME": str(tmp_path), "PATH": "", "LANG": lang},
            timeout=120,
            check=False,
        )

    return run


def test_an_added_pack_is_practised_verified_and_removed(quizkit: Run, group: Path) -> None:
    added = quizkit("pack", "add", str(group), "--as", "team")
    assert added.returncode == 0, added.stderr
    assert "added team: 1 question, 1 check" in added.stdout
    assert "quizkit pack trust team" in added.stdout
    assert f"team: 1 question, 0 of 1 check trusted\n    {group}" in quizkit("pack", "list").stdout

    practised = quizkit("practice", "team:scaling").stdout
    assert "Cards that would run a check of the pack “team” are left out" in practised
    assert "[team:scaling]" in practised

    skipped = quizkit("verify", "team:scaling", "--json")
    assert skipped.returncode == 0, skipped.stderr
    (claim,) = json.loads(skipped.stdout)["claims"]
    assert (claim["id"], claim["verdict"]) == ("team:scaling/why#variance-0", "skipped")
    assert claim["reasons"] == ["not trusted (what would run: quizkit pack trust team)"]
    assert "skipped: not trusted" in quizkit("show", "team:scaling/why").stdout

    unasked = quizkit("pack", "trust", "team")
    assert unasked.returncode == 2
    assert "new: checks/scaling/unit_variance.py, 12 lines" in unasked.stdout
    assert "--yes" in unasked.stderr

    trusted = quizkit("pack", "trust", "team", "--yes", "--source")
    assert "    def unit_variance(lab: Lab, n: int = 0) -> None:" in trusted.stdout
    assert "1 check of team may run, confined" in trusted.stdout
    verified = quizkit("verify", "team:scaling")
    assert "supported: team:scaling/why#variance-0" in verified.stdout, verified.stderr
    assert "nothing changed" in quizkit("pack", "trust", "team", "--yes").stdout

    removed = quizkit("pack", "remove", "team")
    assert f"its folder stays: {group}" in removed.stdout
    assert quizkit("verify", "team:scaling").returncode == 2


def test_what_a_learner_reads_of_packs_is_in_chinese_too(quizkit: Run, group: Path) -> None:
    assert (
        "已添加 team：1 道题目，1 个检验程序"
        in quizkit("pack", "add", str(group), "--as", "team", lang="zh_CN.UTF-8").stdout
    )
    practised = quizkit("practice", "team:scaling", lang="zh_CN.UTF-8").stdout
    assert "卡组“team”尚未受信任" in practised


def test_a_pack_that_is_named_is_used_alone(quizkit: Run, group: Path) -> None:
    _ = quizkit("pack", "add", str(group), "--as", "team")
    alone = quizkit("--pack", str(group), "show", "scaling/why")
    assert alone.returncode == 0, alone.stderr
    other = quizkit("--pack", str(group), "show", "team:scaling/why")
    assert other.returncode == 2
    assert "no pack is called 'team'" in other.stderr


def test_glossary_doctor_and_export_see_an_added_pack(
    quizkit: Run, group: Path, tmp_path: Path
) -> None:
    _ = (group / "qa_bank/glossary.yaml").write_text(
        "quokka norm:\n  zh: 短尾矮袋鼠范数\n  means: {en: It hops., zh: 会跳。}\n",
        encoding="utf-8",
    )
    _ = quizkit("pack", "add", str(group), "--as", "team")
    meant = quizkit("glossary", "quokka", "norm").stdout
    assert "team:\n" in meant
    assert "quokka norm (短尾矮袋鼠范数): It hops." in meant
    assert "quokka norm" in quizkit("glossary").stdout
    assert "did you mean quokka norm?" in quizkit("glossary", "quoka norm").stderr

    (pack,) = json.loads(quizkit("doctor", "--json").stdout)["packs"].items()
    assert (pack[0], pack[1]["path"], pack[1]["there"]) == ("team", str(group), True)

    cards = tmp_path / "cards.json"
    run = quizkit("cards", "export", "team", "--to", "json", "-o", str(cards))
    assert run.returncode == 0, run.stderr
    ids = {card["id"] for card in json.loads(cards.read_text("utf-8"))["cards"]}
    assert {"recall:team:scaling/why", "myth:team:scaling/why#variance-0"} <= ids


def test_the_certificate_of_another_pack_is_no_verdict_on_an_exported_card(
    quizkit: Run, group: Path, tmp_path: Path
) -> None:
    assert quizkit("--pack", str(group), "bank", "certify").returncode == 0
    assert (group / "checks/certificate.json").exists()
    cards = tmp_path / "cards.json"
    out = ("cards", "export", "--to", "json", "--kind", "myth", "-o", str(cards), "--force")
    assert quizkit("--pack", str(group), *out).returncode == 0
    (card,) = json.loads(cards.read_text("utf-8"))["cards"]
    assert card["evidence"] == []
    assert quizkit("--pack", str(group), "verify").returncode == 0
    assert quizkit("--pack", str(group), *out).returncode == 0
    (card,) = json.loads(cards.read_text("utf-8"))["cards"]
    assert [e["measured_at"] is None for e in card["evidence"]] == [False]
