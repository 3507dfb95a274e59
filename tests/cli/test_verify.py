"""`quizkit verify`, run as a user runs it, on a small pack of every verdict."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

QUIZKIT = [sys.executable, "-m", "quizkit"]
ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
CHECK = '''"""{title}"""

from quizkit.evidence import Lab, check


@check(controls={{"one more": {{"n": 1}}, "two more": {{"n": 2}}}})
def it(lab: Lab, n: int = 0) -> None:
{body}


if __name__ == "__main__":
    it.main()
'''
BODIES = {
    "good": 'for d in lab.sweep("d", (16, 64)):\n    lab.count("n", n * d, equals=0)',
    "false": 'lab.count("n", n + 1, equals=0)',
    "toothless": 'lab.count("n", n * 0, equals=0)',
    "unused": 'lab.count("n", n, equals=0)',
    "broken": 'raise ValueError("\\x1b[31mred")',
}
CLAIM = "  - {{id: {id}, says: {{en: '{en}', zh: 方差始终为 1。}}, {more}check: tiny/{check}}}"
QUESTION = """
question: {{en: Is nothing nothing?, zh: 无是无吗？}}
answer: {{en: "Yes.", zh: "是。"}}
points:
  - {{en: nothing, zh: 无, any: [nothing]}}
  - {{en: is, zh: 是, any: [is]}}
  - {{en: all that nothing is, zh: 无之所是, any: [all]}}
claims:
{claims}
choices:
  right: {{en: "yes", zh: 是}}
  wrong:
    - {{en: "no", zh: 否, why: {{en: It is., zh: 是的。}}}}
    - {{en: never, zh: 从不, why: {{en: It is., zh: 是的。}}}}
    - {{en: at times, zh: 有时, why: {{en: It is., zh: 是的。}}}}
difficulty: 1
follow_ups: []
sources: []
covers: []
"""


@dataclass(frozen=True)
class Place:
    """A pack, and a home of its own."""

    pack: Path
    home: Path

    def environment(self, **more: str) -> dict[str, str]:
        """The caller's environment without what would change the output."""
        clean = {
            k: v
            for k, v in os.environ.items()
            if k not in ("NO_COLOR", "FORCE_COLOR", "QUIZKIT_PACK", "LC_ALL", "LANG", "COLUMNS")
        }
        return clean | {"QUIZKIT_HOME": str(self.home), "QUIZKIT_PACK": str(self.pack)} | more

    def run(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run `quizkit` with pipes."""
        return subprocess.run(
            [*QUIZKIT, *arguments],
            env=self.environment(**more),
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    def on_a_terminal(self, *arguments: str, **more: str) -> tuple[str, int]:
        """Run it on a terminal of 80 columns; return what it wrote there and its status."""
        mine, theirs = pty.openpty()
        environment = self.environment(TERM="xterm-256color", COLUMNS="80", **more)
        command = [*QUIZKIT, *arguments]
        with subprocess.Popen(command, env=environment, stdout=theirs, stderr=theirs) as process:
            os.close(theirs)
            written = b""
            while chunk := _read(mine):
                written += chunk
            status = process.wait(timeout=120)
        os.close(mine)
        return written.decode().replace("\r\n", "\n"), status


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so when the other end is closed
        return b""


def write(pack: Path, bodies: dict[str, str], claims: dict[str, list[str]]) -> None:
    """Write a pack with these checks, and these claims of each question."""
    for folder in ("qa_bank/tiny", "checks/tiny"):
        (pack / folder).mkdir(parents=True)
    for name in ("references.yaml", "glossary.yaml"):
        _ = (pack / "qa_bank" / name).write_text("{}\n", encoding="utf-8")
    for name, body in bodies.items():
        indented = "\n".join(f"    {line}" for line in body.splitlines())
        text = CHECK.format(title=f"The check {name}.", body=indented)
        _ = (pack / "checks" / "tiny" / f"{name}.py").write_text(text, encoding="utf-8")
    for name, told in claims.items():
        path = pack / "qa_bank" / "tiny" / f"{name}.yaml"
        _ = path.write_text(QUESTION.format(claims="\n".join(told)), encoding="utf-8")


def claim(name: str, check: str, *, myth: bool = False, says: str = "It is so.") -> str:
    """A claim in YAML."""
    truth = "myth: true, truth: {en: It is otherwise., zh: 并非如此。}, " if myth else ""
    return CLAIM.format(id=name, check=check, en=says, more=truth)


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A pack with a claim of every verdict, verified once."""
    folder = tmp_path_factory.mktemp("verify")
    place = Place(folder / "pack", folder / "home")
    claims = {
        "good": [
            claim("plain", "good", says="[link=x]It[/link] is so."),
            claim("told", "good", myth=True),
        ],
        "bad": [claim(f"is-{n}", n) for n in ("false", "toothless", "broken")],
    }
    write(place.pack, BODIES, claims)
    assert place.run("verify", "tiny/good", "tiny/false", "tiny/toothless").returncode == 1
    return place


def test_everything_supported_exits_with_0(warm: Place) -> None:
    ran = warm.run("verify", "tiny/good")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "2 claims: 2 supported (1 myth refuted). 1 check" in ran.stdout


@pytest.mark.parametrize("check", ["false", "toothless", "broken"])
def test_whatever_is_not_supported_exits_with_1(warm: Place, check: str) -> None:
    ran = warm.run("verify", f"tiny/{check}")
    assert ran.returncode == 1
    assert f"tiny/bad#is-{check}" in ran.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["tiny/goud"], "did you mean tiny/good?"),
        (["tiny/good", "tiny/unused"], "no claim rests on 'tiny/unused'"),
        (["--seeds", "0"], "--seeds"),
        (["--device", "tpu"], "tpu"),
        (["--junit", "/proc/nowhere/x.xml"], "cannot write"),
        (["--figures", "/proc/nowhere"], "cannot write"),
        (["--junit", "/proc"], "this is a folder"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_command_line_exits_with_2_and_says_why(
    warm: Place, arguments: list[str], told: str
) -> None:
    ran = warm.run("verify", *arguments)
    assert ran.returncode == 2
    assert told in ran.stderr
    assert "Traceback" not in ran.stderr
    assert ran.stdout == ""


def test_a_pipe_gets_plain_lines(warm: Place) -> None:
    shown = warm.run("verify", "tiny/good").stdout
    assert "supported: tiny/good#plain: [link=x]It[/link] is so." in shown
    assert "myth, refuted by measurement: tiny/good#told: It is so." in shown
    assert "    in truth: It is otherwise." in shown
    assert "    n (d = 16): 0, expected exactly 0: supported" in shown
    assert "    control two more: refuted" in shown
    assert "from the cache" in shown


def test_a_terminal_gets_colours_and_the_same_facts(warm: Place) -> None:
    shown, status = warm.on_a_terminal("verify", "tiny/good")
    assert status == 0
    assert "\x1b[32m✓ supported" in shown
    text = ANSI.sub("", shown)
    assert "[link=x]It[/link] is so." in text
    assert "refuted by measurement: It is otherwise." in text
    assert "2 controls refuted: one more · two more" in text


@pytest.mark.parametrize(
    ("before", "environment"),
    [(["--plain"], {}), ([], {"NO_COLOR": "1"})],
    ids=["--plain", "NO_COLOR"],
)
def test_a_terminal_that_wants_no_colours_gets_plain_lines(
    warm: Place, before: list[str], environment: dict[str, str]
) -> None:
    shown, _ = warm.on_a_terminal(*before, "verify", "tiny/good", **environment)
    assert "\x1b" not in shown
    assert "supported: tiny/good#plain" in shown


def test_the_language_of_the_claims_can_be_chosen(warm: Place) -> None:
    shown = warm.run("verify", "tiny/good", "--lang", "zh").stdout
    assert "方差始终为 1。" in shown
    assert "并非如此。" in shown
    assert "It is so." not in shown


def test_every_observation_and_what_refuted_each_control_is_told_with_v(warm: Place) -> None:
    assert "control one more: refuted by n" in warm.run("verify", "tiny/good", "-v").stdout


def test_what_a_broken_check_says_stays_text(warm: Place) -> None:
    shown, status = warm.on_a_terminal("verify", "tiny/broken")
    assert status == 1
    assert "\x1b[31mred" not in shown
    assert "ValueError: " in ANSI.sub("", shown)


def test_json_is_all_there_is_on_stdout_also_when_a_claim_fails(warm: Place) -> None:
    ran = warm.run("verify", "--json", "tiny/false", "tiny/good")
    assert ran.returncode == 1
    data = json.loads(ran.stdout)
    assert [c["verdict"] for c in data["claims"]] == ["refuted", "supported", "supported"]
    assert data["summary"]["refuted"] == 1


def test_json_leaves_stdout_empty_when_the_command_line_is_wrong(warm: Place) -> None:
    ran = warm.run("verify", "--json", "tiny/goud")
    assert (ran.returncode, ran.stdout) == (2, "")


def test_json_on_a_terminal_is_still_only_json(warm: Place) -> None:
    shown, _ = warm.on_a_terminal("verify", "--json", "tiny/good")
    assert json.loads(shown)["summary"]["supported"] == 2


def test_a_figure_of_each_check_is_written_as_svg(warm: Place, tmp_path: Path) -> None:
    ran = warm.run("verify", "tiny/good", "--figures", str(tmp_path / "new" / "figures"))
    assert ran.returncode == 0
    root = ET.parse(tmp_path / "new" / "figures" / "tiny" / "good.svg").getroot()
    assert root[0].text == "The check good."


def test_a_chinese_figure_is_headed_by_the_claim_in_chinese(warm: Place, tmp_path: Path) -> None:
    words = ("verify", "tiny/good", "--lang", "zh", "--figures", str(tmp_path))
    assert warm.run(*words).returncode == 0
    root = ET.parse(tmp_path / "tiny" / "good.svg").getroot()
    assert root[0].text == "方差始终为 1。"


def test_junit_has_a_case_for_each_claim(warm: Place, tmp_path: Path) -> None:
    file = tmp_path / "new" / "results.xml"
    assert warm.run("verify", "tiny/good", "--junit", str(file)).returncode == 0
    cases = ET.parse(file).getroot().iter("testcase")
    assert [case.attrib["name"] for case in cases] == ["plain", "told"]


def test_what_the_last_run_wrote_is_replaced_as_a_whole(warm: Place, tmp_path: Path) -> None:
    other = tmp_path / "other"
    _ = other.write_text("mine")
    file = tmp_path / "results.xml"
    file.hardlink_to(other)
    assert warm.run("verify", "tiny/good", "--junit", str(file)).returncode == 0
    assert (other.read_text(), ET.parse(file).getroot().tag) == ("mine", "testsuites")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other", "results.xml"]


def test_plot_draws_the_figure_of_the_claim(warm: Place) -> None:
    plain = warm.run("verify", "tiny/good#plain", "--plot").stdout
    assert "● measured   □ one more   △ two more" in plain
    shown, _ = warm.on_a_terminal("verify", "tiny/good#plain", "--plot")
    assert "\x1b[36m●" in shown


def test_what_cannot_be_measured_here_is_skipped_and_named(warm: Place) -> None:
    ran = warm.run("verify", "tiny/good#plain", "--device", "cuda")
    if "needs cuda" not in ran.stdout:
        pytest.skip("there is a GPU here")
    assert ran.returncode == 0
    assert "skipped: tiny/good#plain" in ran.stdout
    assert "1 skipped" in ran.stdout


def test_a_broken_question_is_named_and_does_not_stop_the_others(
    warm: Place, tmp_path: Path
) -> None:
    pack = tmp_path / "pack"
    write(pack, {"good": BODIES["good"]}, {"good": [claim("plain", "good")]})
    _ = (pack / "qa_bank" / "tiny" / "bad.yaml").write_text("question: [", encoding="utf-8")
    ran = Place(pack, warm.home).run("verify")
    assert ran.returncode == 2
    assert "supported: tiny/good#plain" in ran.stdout
    assert "left out" in ran.stderr
    assert re.search(r"bad\.yaml:\d+:\d+: ", ran.stderr)
    chosen = Place(pack, warm.home).run("verify", "tiny/good")
    assert (chosen.returncode, chosen.stderr) == (0, "")


def test_a_run_shows_its_progress_and_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    place = Place(tmp_path / "pack", tmp_path / "home")
    body = "import time\ntime.sleep(0.5)\n" + BODIES["good"]
    write(place.pack, {"good": body}, {"good": [claim("plain", "good")]})
    shown, status = place.on_a_terminal("verify")
    assert status == 0
    live, _, after = shown.rpartition("\x1b[?25h")
    assert "0 of 1 checks" in ANSI.sub("", live)
    assert re.search(r"tiny/good +\d\.\d s", ANSI.sub("", live))
    assert "checks," not in after
    assert "✓ supported" in ANSI.sub("", after)


def test_an_interrupt_ends_at_once_and_keeps_what_was_finished(tmp_path: Path) -> None:
    place = Place(tmp_path / "pack", tmp_path / "home")
    slow = "import time\ntime.sleep(600)"
    claims = {"q": [claim("a", "good"), claim("b", "slow")]}
    write(place.pack, {"good": BODIES["good"], "slow": slow}, claims)
    mark = f"{os.getpid()}-{time.monotonic_ns()}"
    with subprocess.Popen(
        [*QUIZKIT, "verify", "--workers", "2"],
        env=place.environment(TORCH_TEST_MARK_OF_QUIZKIT=mark),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline().startswith("tiny/good: supported")
        os.killpg(process.pid, signal.SIGINT)
        start = time.monotonic()
        _, errors = process.communicate(timeout=30)
        # "At once": killing two children took 0.1 s; a check would sleep for ten minutes.
        assert time.monotonic() - start < 10
    assert process.returncode == 130
    assert "interrupted: 1 of 2" in errors
    assert "Traceback" not in errors
    assert marked(mark) == []
    again = place.run("verify", "tiny/good")
    assert "from the cache" in again.stdout


def marked(mark: str) -> list[str]:
    """The processes that carry this mark in their environment."""
    found: list[str] = []
    for entry in Path("/proc").glob("[0-9]*/environ"):
        try:
            if f"TORCH_TEST_MARK_OF_QUIZKIT={mark}".encode() in entry.read_bytes():
                found.append(entry.parent.name)
        except OSError:
            continue
    return found


LOOK = """
import sys
from quizkit.cli.app import main
try:
    main()
finally:
    print("MODULES", *sorted({m.partition(".")[0] for m in sys.modules}), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("arguments", "light"),
    [(["verify"], {"rich"}), (["verify", "--json"], {"rich"}), (["verify", "--plot"], set())],
    ids=" ".join,
)
def test_a_warm_run_imports_nothing_heavy(
    warm: Place, arguments: list[str], light: set[str]
) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", LOOK, *arguments, "tiny/good"],
        env=warm.environment(),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    modules = set(ran.stderr.partition("MODULES")[2].split())
    heavy = {"torch", "numpy", "scipy", "transformers", "textual", "matplotlib", "fsrs", "pydantic"}
    assert "quizkit" in modules
    assert modules & (heavy | light) == set()
