"""A pack that was added runs no code until it is trusted, and then what was shown and no more."""

import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quizkit.bank import Bank, NotTrusted, select
from quizkit.model import Verdict
from quizkit.model.result import ClaimResult
from quizkit.packs import Shelf
from quizkit.packs.adding import add
from quizkit.packs.trusting import shown, trust, untrust
from quizkit.practice.deck import Deck
from quizkit.practice.kinds import KINDS
from quizkit.verify import Done, Options, verify
from quizkit.verify.planning import is_built_in

CHECK = "team:scaling/unit_variance"
PLACE = "checks/scaling/unit_variance.py"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
EFFECT = "\nfrom pathlib import Path\n\nPath({path!r}).touch()\n"


@pytest.fixture
def bank(
    shelf: Shelf, group: Path, make_bank: Callable[[Mapping[str, int]], Bank]
) -> Callable[[], Bank]:
    """The bank with the group's pack, as it is now."""
    main = make_bank({"masking/how": 0})
    _ = add(shelf, str(group), "team")
    return lambda: shelf.joined(main, None)


def trust_all(shelf: Shelf) -> None:
    with shown(shelf, "team") as what:
        _ = trust(shelf, what)


def results(bank: Bank, cache: Path) -> tuple[ClaimResult, ...]:
    """What verifying everything comes to."""
    events = list(verify(bank, select(bank, []), Options(), cache_dir=cache, now=lambda: NOON))
    assert isinstance(events[-1], Done)
    return events[-1].results


def test_a_check_that_is_not_trusted_is_skipped_and_says_what_mends_it(
    bank: Callable[[], Bank], tmp_path: Path
) -> None:
    (result,) = results(bank(), tmp_path / "cache")
    assert result.verdict is Verdict.SKIPPED
    assert result.reasons == ("not trusted (what would run: quizkit pack trust team)",)


def test_a_trusted_check_runs_and_reports_under_the_name_of_its_pack(
    bank: Callable[[], Bank], shelf: Shelf, tmp_path: Path
) -> None:
    trust_all(shelf)
    (result,) = results(bank(), tmp_path / "cache")
    assert (result.verdict, result.check) == (Verdict.SUPPORTED, CHECK)
    assert result.reports[0].check == CHECK
    (again,) = results(bank(), tmp_path / "cache")
    assert again.cached


def test_what_is_kept_of_a_check_says_nothing_once_the_pack_is_not_trusted(
    bank: Callable[[], Bank], shelf: Shelf, tmp_path: Path
) -> None:
    trust_all(shelf)
    _ = results(bank(), tmp_path / "cache")
    untrust(shelf, "team")
    (result,) = results(bank(), tmp_path / "cache")
    assert result.verdict is Verdict.SKIPPED


def change(path: Path) -> None:
    text = path.read_text("utf-8")
    _ = path.write_text(text.replace("equals=0", "equals=1"), encoding="utf-8")


def test_a_changed_check_is_not_trusted_until_it_was_shown(
    bank: Callable[[], Bank], shelf: Shelf, group: Path
) -> None:
    trust_all(shelf)
    assert not bank().bars(CHECK)
    change(group / PLACE)
    assert bank().bars(CHECK)
    with pytest.raises(NotTrusted, match="has changed since"):
        _ = bank().to_run(CHECK)
    trust_all(shelf)
    assert not bank().bars(CHECK)


def test_a_check_is_not_trusted_when_only_its_helper_has_changed(
    bank: Callable[[], Bank], shelf: Shelf, group: Path
) -> None:
    helper = group / "checks/scaling/_aid.py"
    _ = helper.write_text("N = 0\n", encoding="utf-8")
    text = (
        (group / PLACE)
        .read_text("utf-8")
        .replace("\n\n\n@check", "\nfrom _aid import N\n\n\n@check")
    )
    _ = (group / PLACE).write_text(text, encoding="utf-8")
    trust_all(shelf)
    assert not bank().bars(CHECK)
    _ = helper.write_text("N = 1\n", encoding="utf-8")
    assert bank().bars(CHECK)


def test_what_changes_after_it_was_shown_is_not_trusted(
    bank: Callable[[], Bank], shelf: Shelf, group: Path
) -> None:
    with shown(shelf, "team") as what:
        change(group / PLACE)
        _ = trust(shelf, what)
    assert bank().bars(CHECK)


def test_what_changes_once_a_check_was_found_trusted_does_not_run(
    bank: Callable[[], Bank], shelf: Shelf, group: Path
) -> None:
    trust_all(shelf)
    source = bank().to_run(CHECK)
    text = source.path.read_text("utf-8")
    change(group / PLACE)
    assert source.path.read_text("utf-8") == text
    assert not source.path.is_relative_to(group)


def test_a_copy_that_is_not_what_was_shown_does_not_run(
    bank: Callable[[], Bank], shelf: Shelf
) -> None:
    trust_all(shelf)
    change(bank().to_run(CHECK).path)
    with pytest.raises(NotTrusted):
        _ = bank().to_run(CHECK)


def test_a_check_whose_copy_was_lost_is_shown_again_and_then_runs(
    bank: Callable[[], Bank], shelf: Shelf, tmp_path: Path
) -> None:
    trust_all(shelf)
    shutil.rmtree(shelf.copies / "team")
    entry = shelf.entry("team")
    (source,) = shelf.bank("team", entry, None).checks.values()
    assert shelf.trust("team", entry).kept(source) is None
    with shown(shelf, "team") as what:
        assert not what.is_trusted
        assert [script.is_new for script in what.scripts] == [True]
        _ = trust(shelf, what)
    (result,) = results(bank(), tmp_path / "cache")
    assert result.verdict is Verdict.SUPPORTED
    with shown(shelf, "team") as what:
        assert what.is_trusted


def test_a_check_of_an_added_pack_runs_confined(bank: Callable[[], Bank], shelf: Shelf) -> None:
    trust_all(shelf)
    assert not is_built_in(bank().to_run(CHECK))


def test_nothing_of_a_pack_runs_while_it_is_added_shown_and_trusted(
    bank: Callable[[], Bank], shelf: Shelf, group: Path, tmp_path: Path
) -> None:
    canary = tmp_path / "canary"
    with (group / PLACE).open("a", encoding="utf-8") as file:
        _ = file.write(EFFECT.format(path=str(canary)))
    trust_all(shelf)
    _ = bank().question("team:scaling/why")
    _ = bank().checks[CHECK].digest()
    assert not canary.exists()


def test_everything_that_would_run_is_shown(
    bank: Callable[[], Bank], shelf: Shelf, group: Path
) -> None:
    _ = (group / "checks/scaling/_aid.py").write_text("import socket\n", encoding="utf-8")
    with shown(shelf, "team") as what:
        assert [(s.id, s.is_new, s.imports) for s in what.scripts] == [
            ("scaling/_aid", True, ("socket",)),
            ("scaling/unit_variance", True, ()),
        ]
        assert not what.is_trusted
        _ = trust(shelf, what)
    change(group / PLACE)
    with shown(shelf, "team") as what:
        changed = [s for s in what.scripts if s.is_changed]
        assert [s.id for s in changed] == ["scaling/unit_variance"]
        diff = list(changed[0].diff())
    assert '-    lab.count("score variance", n, equals=0)' in diff
    assert '+    lab.count("score variance", n, equals=1)' in diff


@pytest.mark.parametrize(
    "hidden", ["\x1b[2J", "\u202e", "\u200b"], ids=["escape", "right to left", "no width"]
)
def test_a_text_that_does_not_show_all_that_it_holds_cannot_be_trusted(
    bank: Callable[[], Bank], shelf: Shelf, group: Path, hidden: str
) -> None:
    with (group / PLACE).open("a", encoding="utf-8") as file:
        _ = file.write(f"# {hidden}\n")
    with shown(shelf, "team") as what:
        assert len(what.refused) == 1
        assert trust(shelf, what) == 0
    assert bank().bars(CHECK)


def test_cards_that_would_run_what_is_not_trusted_are_not_drawn(
    bank: Callable[[], Bank], shelf: Shelf
) -> None:
    def kinds() -> tuple[set[str], list[str]]:
        deck = Deck(bank(), ["team:scaling/why", "masking/how"], list(KINDS.values()))
        return {card.kind for card in deck.of("team:scaling/why")}, deck.untrusted()

    assert kinds() == ({"recall", "choice", "explain"}, ["team"])
    trust_all(shelf)
    assert kinds() == ({"recall", "choice", "explain", "predict", "myth"}, [])
