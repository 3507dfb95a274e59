"""`quizkit plan` in a pipe: made, looked at, gone by, dropped; and what it refuses."""

import json
import os
import subprocess
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from quizkit.model.review import CardId, Rating
from quizkit.schedule import Fsrs
from quizkit.store import FILE_NAME, Store

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def in_days(days: int) -> str:
    """A date, as --by takes it; two days more keep clear of the boundary at 04:00."""
    return (datetime.now().astimezone() + timedelta(days=days)).date().isoformat()


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "en",
            ["Aim", "Daily load", "Minutes a day", "Topics", "on the day", "What this rests on"],
        ),
        ("zh", ["目标", "每日用时", "每天分钟数", "主题", "届时", "计算依据"]),
    ],
)
def test_a_plan_tells_its_aim_load_and_topics(quizkit: Run, lang: str, words: list[str]) -> None:
    run = quizkit("plan", "--by", in_days(10), "--lang", lang)
    assert (run.returncode, run.stderr) == (0, "")
    assert [word for word in words if word not in run.stdout] == []
    assert in_days(10) in run.stdout


def test_a_plan_is_kept_shown_and_dropped(quizkit: Run, tmp_path: Path) -> None:
    assert "there is no plan" in quizkit("plan").stderr
    assert quizkit("plan", "--by", in_days(10)).returncode == 0
    shown = quizkit("plan")
    assert "Where you stand" in shown.stdout
    assert "0 new cards begun of 0 planned" in shown.stdout
    assert "The plan is ended." in quizkit("plan", "--drop").stdout
    assert "There was no plan." in quizkit("plan", "--drop").stdout
    assert not (tmp_path / "data" / "plan.json").exists()


def test_every_command_goes_by_the_plan_s_retention(quizkit: Run, tmp_path: Path) -> None:
    assert quizkit("plan", "--by", in_days(40), "--minutes-a-day", "60").returncode == 0
    plan = tmp_path / "data" / "plan.json"
    told = json.loads(plan.read_text()) | {"retention": 0.97}
    _ = plan.write_text(json.dumps(told))
    assert json.loads(quizkit("stats", "--json").stdout)["retention"]["target"] == 0.97
    _ = quizkit("plan", "--drop")
    assert json.loads(quizkit("stats", "--json").stdout)["retention"]["target"] == 0.9


def test_a_plan_whose_day_has_come_no_longer_steers(quizkit: Run, tmp_path: Path) -> None:
    assert quizkit("plan", "--by", in_days(5)).returncode == 0
    plan = tmp_path / "data" / "plan.json"
    told = json.loads(plan.read_text()) | {"retention": 0.97, "by": in_days(-2)}
    _ = plan.write_text(json.dumps(told))
    assert json.loads(quizkit("stats", "--json").stdout)["retention"]["target"] == 0.9
    assert "has come" in quizkit("plan").stdout


def test_what_was_done_is_held_against_what_was_planned(quizkit: Run, tmp_path: Path) -> None:
    assert quizkit("plan", "--by", in_days(9), "--minutes-a-day", "20").returncode == 0
    plan = tmp_path / "data" / "plan.json"
    told = json.loads(plan.read_text())
    back = timedelta(days=3)
    told["made"] = (datetime.fromisoformat(told["made"]) - back).isoformat()
    for load in told["loads"]:
        load["day"] = (datetime.fromisoformat(load["day"]) - back).date().isoformat()
    _ = plan.write_text(json.dumps(told))
    with Store(tmp_path / "data" / FILE_NAME, Fsrs(retention=told["retention"])) as store:
        for minutes in (0, 10):
            _ = store.append(
                CardId("recall", "scaling/a"),
                Rating.GOOD,
                clock=datetime.now().astimezone() - timedelta(days=2, minutes=-minutes),
                random=os.urandom,
                seconds=90.0,
            )
    planned = sum(load["new"] for load in told["loads"][:3])
    assert f"1 new cards begun of {planned} planned, 3 minutes of" in quizkit("plan").stdout


def test_the_json_has_the_plan_and_what_it_comes_to_now(quizkit: Run) -> None:
    told = json.loads(quizkit("plan", "--by", in_days(6), "--json", "scaling").stdout)
    assert told["topics"] == ["scaling"]
    assert [topic["topic"] for topic in told["after"]] == ["scaling"]
    assert len(told["loads"]) in (6, 7), "before 04:00 the day is still yesterday's"
    assert told["now"]["loads"] == told["loads"]
    again = json.loads(quizkit("plan", "--json").stdout)
    assert again["made"] == told["made"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--by", "soon"], "'soon' is no date (write year, month and day"),
        (["--by", "2026-02-30"], "'2026-02-30' is no date"),
        (["--by", "2020-01-01"], "2020-01-01 is past (plan for tomorrow"),
        (["--by", "9999-12-31"], "days away (plan for at most"),
        (["--minutes-a-day", "20"], "a plan needs a date"),
        (["scaling"], "a plan needs a date"),
        (["--by", "TOMORROW", "--minutes-a-day", "0"], "--minutes-a-day"),
        (["--by", "TOMORROW", "scalin"], "did you mean scaling"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else "",  # pyright: ignore
)
def test_what_cannot_be_planned_exits_2_and_says_how_to_mend_it(
    quizkit: Run, tmp_path: Path, arguments: list[str], message: str
) -> None:
    run = quizkit("plan", *[in_days(3) if a == "TOMORROW" else a for a in arguments])
    assert run.returncode == 2
    assert message in " ".join(run.stderr.split())
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "data" / "plan.json").exists()


def test_one_day_is_enough_for_a_plan(quizkit: Run) -> None:
    run = quizkit("plan", "--by", in_days(1), "--minutes-a-day", "1")
    assert run.returncode == 0, run.stderr
    assert "What does not fit" in run.stdout


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": 2}', "\x00"])
def test_a_broken_plan_stops_every_command_with_a_way_out(
    quizkit: Run, tmp_path: Path, text: str
) -> None:
    path = tmp_path / "data" / "plan.json"
    path.parent.mkdir()
    _ = path.write_text(text)
    for command in (["plan"], ["stats"]):
        run = quizkit(*command)
        assert run.returncode == 2
        assert run.stderr.startswith(f"quizkit: {path}: this is no plan")
        assert "--drop" in run.stderr
    assert quizkit("plan", "--drop").returncode == 0
    assert quizkit("stats").returncode == 0


def test_a_plan_without_a_topic_begins_nothing_of_it_and_says_so(
    quizkit: Run, tmp_path: Path
) -> None:
    run = quizkit("plan", "--by", in_days(10), "--without", "scaling")
    assert "Left out: scaling." in run.stdout, run.stderr
    kept = json.loads((tmp_path / "data" / "plan.json").read_text())
    assert kept["without"] == ["scaling"]
    assert kept["after"]
    assert "scaling" not in {topic["topic"] for topic in kept["after"]}
    assert "Left out: scaling." in quizkit("plan").stdout
    asked = quizkit("practice").stdout
    assert "[masking]" in asked
    assert "[scaling]" not in asked
    assert quizkit("plan", "--by", in_days(10), "--without", "no-such").returncode == 2
    assert "needs a date" in quizkit("plan", "--without", "scaling").stderr
