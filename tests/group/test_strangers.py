"""Progress in a pack that is not here by that name is told, and never taken for another's."""

from collections.abc import Callable, Mapping
from datetime import date

from quizkit.bank import Bank
from quizkit.bank.load import join
from quizkit.group.digest import Digest
from quizkit.group.lines import Counted, Known
from quizkit.group.strangers import strange_packs

DAY = date(2026, 3, 1)
MakeBank = Callable[[Mapping[str, int]], Bank]


def test_a_pack_under_another_name_is_told_with_the_one_that_it_may_be(
    make_bank: MakeBank,
) -> None:
    ours = make_bank({"scaling/a": 0})
    bank = join(ours, {"ours": ours})
    known = Digest(topics={"theirs:scaling": Known(1, DAY, 0.5), "scaling": Known(1, DAY, 0.5)})
    other = Digest(days={(DAY, "far:rivers"): Counted(1, 2, 2), (DAY, "ours:scaling"): _two()})
    told = dict(strange_packs({"ada": known, "bo": other}, bank))
    assert "called theirs, which is not here: if that is your ours" in told["ada"]
    assert "quizkit pack add … --as far" in told["bo"]
    assert len(told) == 2


def test_nothing_is_told_where_all_packs_are_here(make_bank: MakeBank) -> None:
    ours = make_bank({"scaling/a": 0})
    known = Digest(topics={"ours:scaling": Known(1, DAY, 0.5), "scaling": Known(1, DAY, 0.5)})
    assert not list(strange_packs({"ada": known}, join(ours, {"ours": ours})))


def _two() -> Counted:
    return Counted(1, 2, 2)
