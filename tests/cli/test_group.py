"""`quizkit group`: two learners, a folder that both reach, and what must never happen in it."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from quizkit.bank import Bank
from quizkit.model.review import CardId, Rating
from quizkit.schedule import Fsrs
from quizkit.store import FILE_NAME, Store

DOCS = Path(__file__).parents[2] / "docs" / "groups.md"
Done = subprocess.CompletedProcess[str]


@dataclass(frozen=True)
class Learner:
    """A home of its own, and quizkit over the small pack."""

    home: Path
    pack: Path

    def run(self, *words: str, say: str = "") -> Done:
        return subprocess.run(
            self.command(*words),
            input=say,
            capture_output=True,
            text=True,
            env=self.env,
            timeout=120,
            check=False,
        )

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "quizkit", "--pack", str(self.pack), *words]

    @property
    def env(self) -> dict[str, str]:
        return {"QUIZKIT_HOME": str(self.home), "PATH": os.defpath, "LANG": "C.UTF-8"}

    def answer(self, question: str, *ratings: int) -> None:
        """Answers to one card, a day apart, the last an hour ago."""
        now = datetime.now().astimezone() - timedelta(hours=1)
        with self.store() as store:
            for days, rating in zip(range(len(ratings) - 1, -1, -1), ratings, strict=True):
                _ = store.append(
                    CardId("explain", question),
                    Rating(rating),
                    clock=now - timedelta(days=days),
                    random=os.urandom,
                    seconds=20.0,
                    detail={"typed": "nobody's business"},
                )

    def store(self) -> Store:
        return Store(self.home / "data" / FILE_NAME, Fsrs())

    def lines(self) -> list[str]:
        with self.store() as store:
            return list(store.export())


@pytest.fixture
def learner(
    tmp_path: Path, make_bank: Callable[[Mapping[str, int]], Bank]
) -> Callable[[str], Learner]:
    pack = make_bank({"scaling/a": 0, "scaling/b": 0, "masking/c": 0}).pack.root
    return lambda name: Learner(tmp_path / "homes" / name, pack)


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    (tmp_path / "shared").mkdir()
    return tmp_path / "shared"


@pytest.fixture
def pair(learner: Callable[[str], Learner], shared: Path) -> tuple[Learner, Learner]:
    """Ada, who is good at scaling, and Bo, who is not; both share their cards."""
    ada, bo = learner("ada"), learner("bo")
    ada.answer("scaling/a", 3, 3, 4)
    bo.answer("scaling/a", 1)
    bo.answer("masking/c", 1)
    for one in (ada, bo):
        done = one.run("group", "join", str(shared), "--as", one.home.name, "--share", "cards")
        assert (done.returncode, done.stderr) == (0, "")
    return ada, bo


def status(one: Learner) -> dict[str, Any]:
    done = one.run("group", "status", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_the_status_names_the_strong_the_weak_and_what_nobody_knows(
    pair: tuple[Learner, Learner],
) -> None:
    for one in pair:
        told = status(one)
        scaling = next(topic for topic in told["topics"] if topic["topic"] == "scaling")
        assert [level["name"] for level in scaling["levels"]] == ["ada", "bo"]
        assert [unknown["question"] for unknown in told["unknown"]] == ["masking/c"]
        assert told["suggested"][0] == {"question": "masking/c", "mean": 0.0, "explains": None}
        explained = {s["question"]: s["explains"] for s in told["suggested"]}
        assert explained["scaling/a"]["name"] == "ada"


def test_the_json_keeps_to_its_documentation(pair: tuple[Learner, Learner]) -> None:
    (block,) = re.findall(r"```json\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    schema = json.loads(block)
    Draft202012Validator.check_schema(schema)
    told, validator = status(pair[0]), Draft202012Validator(schema)
    assert [error.message for error in validator.iter_errors(told)] == []
    for key in told:
        assert not validator.is_valid({k: v for k, v in told.items() if k != key}), key


@pytest.mark.parametrize(("lang", "words"), [("en", "Nobody knows"), ("zh", "无人掌握")])
def test_text_and_page_tell_the_same(
    pair: tuple[Learner, Learner], tmp_path: Path, lang: str, words: str
) -> None:
    text = pair[0].run("--plain", "group", "status", "--lang", lang).stdout
    assert words in text
    page = tmp_path / "group.html"
    assert pair[0].run("group", "status", "--lang", lang, "--html", str(page)).returncode == 0
    assert words in page.read_text("utf-8")
    assert "<script" not in page.read_text("utf-8")


def test_no_typed_answer_leaves_the_machine_unless_asked(
    pair: tuple[Learner, Learner], shared: Path
) -> None:
    file = shared / "members" / "ada.jsonl"
    assert "business" not in file.read_text("utf-8")
    again = ["group", "join", str(shared), "--as", "ada", "--share", "cards", "--share-typed"]
    assert pair[0].run(*again).returncode == 0
    pair[0].answer("scaling/b", 3)
    assert pair[0].run("group", "sync").returncode == 0
    assert file.read_text("utf-8").count("business") == 1, "what was shared before stays as it was"


def test_sharing_topics_tells_no_card_and_sharing_nothing_no_topic(
    learner: Callable[[str], Learner], shared: Path
) -> None:
    for share, told in (("topics", ["day", "topic"]), ("nothing", [])):
        one = learner(share)
        one.answer("scaling/a", 3)
        done = one.run("group", "join", str(shared), "--as", share, "--share", share)
        assert (done.returncode, done.stderr) == (0, "")
        text = (shared / "members" / f"{share}.jsonl").read_text("utf-8")
        assert [json.loads(line)["line"] for line in text.splitlines()] == ["member", *told]
    assert [topic["topic"] for topic in status(learner("nothing"))["topics"]] == ["scaling"]


def test_a_second_sync_writes_nothing_and_no_sync_changes_ones_own_log(
    pair: tuple[Learner, Learner], shared: Path
) -> None:
    before = pair[0].lines(), pair[1].lines()
    files = {path: path.read_bytes() for path in shared.rglob("*.jsonl")}
    for one in pair:
        assert "0 lines added" in one.run("group", "sync").stdout
    assert {path: path.read_bytes() for path in shared.rglob("*.jsonl")} == files
    assert (pair[0].lines(), pair[1].lines()) == before
    pair[0].answer("scaling/b", 3)
    assert pair[0].run("group", "sync").returncode == 0
    text = (shared / "members" / "ada.jsonl").read_text("utf-8")
    ids = [json.loads(line)["id"] for line in text.splitlines() if '"event"' in line]
    assert (len(ids), len(set(ids))) == (4, 4), "each answer is shared once"


def test_what_is_taken_back_is_taken_back_for_the_group_too(
    pair: tuple[Learner, Learner],
) -> None:
    bo = pair[1]
    with bo.store() as store:
        (wrong,) = store.reviews(CardId("explain", "masking/c"))
        _ = store.undo(wrong.id, clock=datetime.now().astimezone(), random=os.urandom)
    assert bo.run("group", "sync").returncode == 0
    assert status(pair[0])["unknown"] == []


def test_a_name_of_another_machine_is_found_taken(
    pair: tuple[Learner, Learner], learner: Callable[[str], Learner], shared: Path
) -> None:
    before = (shared / "members" / "ada.jsonl").read_bytes()
    for name in ("ada", "Ada"):
        done = learner("third").run("group", "join", str(shared), "--as", name)
        assert done.returncode == 2
        assert "by another member or on another machine" in done.stderr
    for name in ("../x", "CON", "a\u0430"):
        assert learner("third").run("group", "join", str(shared), "--as", name).returncode == 2
    assert (shared / "members" / "ada.jsonl").read_bytes() == before
    assert sorted(path.name for path in shared.rglob("*.jsonl")) == ["ada.jsonl", "bo.jsonl"]


def test_who_has_left_is_in_the_status_no_more_and_can_come_back(
    pair: tuple[Learner, Learner], shared: Path
) -> None:
    ada, bo = pair
    assert ada.run("group", "leave").returncode == 0
    assert [member["name"] for member in status(bo)["members"]] == ["bo"]
    assert "you are in no group" in ada.run("group", "sync").stderr
    assert ada.run("group", "join", str(shared), "--as", "ada").returncode == 0
    assert [member["name"] for member in status(bo)["members"]] == ["ada", "bo"]


def test_finishing_is_told_only_when_asked(learner: Callable[[str], Learner], shared: Path) -> None:
    one = learner("one")
    with one.store() as store:
        _ = store.append(
            CardId("recall", "scaling/a"),
            Rating.EASY,
            clock=datetime.now().astimezone(),
            random=os.urandom,
        )
    join = ["group", "join", str(shared), "--as", "one"]
    assert one.run(*join).returncode == 0
    assert [member["finished"] for member in status(one)["members"]] == [False]
    assert one.run(*join, "--share-finished").returncode == 0
    assert [member["finished"] for member in status(one)["members"]] == [True]


def test_a_folder_that_is_gone_is_said_and_nothing_is_lost(
    pair: tuple[Learner, Learner], shared: Path
) -> None:
    away = shared.rename(shared.with_name("away"))
    for words in (["sync"], ["status"]):
        done = pair[0].run("group", *words)
        assert (done.returncode, "Traceback" in done.stderr) == (2, False)
        assert "the group's folder is not there" in done.stderr
    _ = away.rename(shared)
    assert "0 lines added" in pair[0].run("group", "sync").stdout


def git(folder: Path, *words: str) -> str:
    safe = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", *safe, *words], cwd=folder, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_two_clones_merge_without_conflict_both_ways(
    learner: Callable[[str], Learner], tmp_path: Path
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    _ = git(first, "init", "-q", "-b", "main")
    _ = git(first, "commit", "-q", "--allow-empty", "-m", "begin")
    _ = git(tmp_path, "clone", "-q", str(first), str(second))
    ada, bo = learner("ada"), learner("bo")
    for turn, rating in enumerate((1, 3)):
        for one, folder in ((ada, first), (bo, second)):
            one.answer("scaling/a", rating)
            name = one.home.name
            words = (
                ["join", str(folder), "--as", name, "--share", "cards"] if not turn else ["sync"]
            )
            assert one.run("group", *words).returncode == 0
            _ = git(folder, "add", "-A")
            _ = git(folder, "commit", "-q", "-m", f"{name} {turn}")
        _ = git(first, "pull", "-q", "--no-rebase", "--no-edit", str(second), "main")
        _ = git(second, "pull", "-q", "--no-rebase", "--no-edit", str(first), "main")
    ours, theirs = status(ada), status(bo)
    assert ours == theirs
    assert [member["week"] for member in ours["members"]] == [2, 2]


def test_a_sync_that_is_killed_loses_nothing_and_the_next_completes_it(
    learner: Callable[[str], Learner], shared: Path
) -> None:
    one = learner("one")
    assert one.run("group", "join", str(shared), "--as", "one", "--share", "cards").returncode == 0
    with one.store() as store:
        lines = (
            f'{{"event":"review","id":"{i:08x}-0000-7000-8000-000000000000",'
            f'"at":"2026-01-01T00:00:00Z","card":"recall:scaling/a","rating":3}}'
            for i in range(3000)
        )
        assert store.import_events(lines).added == 3000
    file = shared / "members" / "one.jsonl"
    for patience in (0.3, 0.6, 0.9, 1.2):
        child = subprocess.Popen(
            one.command("group", "sync"), env=one.env, stdout=subprocess.DEVNULL
        )
        try:
            _ = child.wait(patience)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
            _ = child.wait()
    with file.open("ab") as opened:
        _ = opened.write(b'{"event":"review","id":"0000')  # as a kill in the middle leaves it
    assert one.run("group", "sync").returncode == 0
    one.answer("scaling/a", 3)
    assert one.run("group", "sync").returncode == 0
    told = [line for line in file.read_text("utf-8").splitlines() if line.startswith('{"event"')]
    whole = {json.loads(line)["id"] for line in told if line.endswith("}")}
    assert whole == {json.loads(line)["id"] for line in one.lines()}
    assert len(one.lines()) == 3001


def test_a_session_reaches_each_log_once_and_only_when_it_is_wanted(
    pair: tuple[Learner, Learner], shared: Path
) -> None:
    ada, bo = pair
    before = len(ada.lines()), len(bo.lines())
    words = ["group", "session", "masking", "--with", "bo", "--with", "guest", "--limit", "1"]
    done = ada.run("--plain", *words, say="1\n9\n2\n3\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "There is no such option." in done.stdout
    votes = [line for line in done.stdout.splitlines() if line[:2] in ("✓ ", "✗ ")]
    assert [vote[2:] for vote in votes] == ["ada: 1", "bo: 2", "guest: 3"]
    assert sum(vote.startswith("✓") for vote in votes) <= 1
    assert len(ada.lines()) == before[0] + 1
    assert "1 answer of yours from ada's sessions: wait" in bo.run("group", "sync").stdout
    assert len(bo.lines()) == before[1]
    for _ in range(2):
        assert bo.run("group", "sync", "--take").returncode == 0
        assert len(bo.lines()) == before[1] + 1
    assert sorted(path.name for path in (shared / "results").rglob("*.jsonl")) == ["bo.jsonl"]


def test_results_that_cannot_be_delivered_wait_at_the_hosts(
    pair: tuple[Learner, Learner], shared: Path
) -> None:
    ada, bo = pair
    _ = (shared / "results").write_text("a file where a folder should be")
    done = ada.run("--plain", "group", "session", "masking", "--with", "bo", say="1\n1\n")
    assert "your next `quizkit group sync` delivers" in done.stdout
    (shared / "results").unlink()
    assert ada.run("group", "sync").returncode == 0
    assert "1 answer of yours" in bo.run("group", "sync").stdout


def test_hostile_results_are_skipped(pair: tuple[Learner, Learner], shared: Path) -> None:
    folder = shared / "results" / "eve"
    folder.mkdir(parents=True)
    key = "00000001-0000-7000-8000-000000000000"
    good = {"event": "review", "id": key, "at": "2026-01-01T00:00:00Z", "rating": 3}
    hostile = [
        {**good, "card": "recall:no/such"},
        {**good, "card": "recall:scaling/a", "at": "2999-01-01T00:00:00Z"},
        {"event": "mark", "id": key, "at": good["at"], "card": "recall:a/b", "action": "reset"},
        {"event": "undo", "id": key, "at": good["at"], "undoes": key.replace("1-", "2-")},
        {**good, "card": "recall:scaling/a", "detail": {"x": "y" * 30_000}},
    ]
    text = "".join(json.dumps(line) + "\n" for line in hostile)
    _ = (folder / "bo.jsonl").write_text(text + "\x1b[2J\n" + '{"event"')
    before = pair[1].lines()
    done = pair[1].run("group", "sync", "--take")
    assert (done.returncode, pair[1].lines()) == (0, before)
    assert "6 lines of eve's results skipped" in done.stderr


def test_the_room_in_lines_speaks_chinese_and_ends_with_the_input(
    pair: tuple[Learner, Learner],
) -> None:
    done = pair[0].run("--plain", "group", "session", "--lang", "zh", "--with", "bo", say="1\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "bo 投票：" in done.stdout
    assert "得分：ada 0 · bo 0" in done.stdout


def test_what_was_typed_is_shown_where_it_was_shared_and_nowhere_else(
    pair: tuple[Learner, Learner], shared: Path
) -> None:
    ada, bo = pair
    assert "nobody's business" not in bo.run("group", "status", "scaling").stdout
    clara = Learner(ada.home.with_name("clara"), ada.pack)
    clara.answer("scaling/b", 3)
    words = ("group", "join", str(shared), "--as", "clara", "--share", "cards", "--share-typed")
    assert clara.run(*words).returncode == 0
    told = bo.run("group", "status", "scaling/b").stdout
    assert "In their own words\nscaling/b, clara: nobody's business" in told
    assert "nobody's business" not in bo.run("group", "status", "masking").stdout
    typed = json.loads(bo.run("group", "status", "scaling/b", "--json").stdout)["typed"]
    assert typed == [{"question": "scaling/b", "name": "clara", "words": "nobody's business"}]
    assert bo.run("group", "status", "no-such").returncode == 2
