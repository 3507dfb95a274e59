"""`checks/<topic>/zh.yaml`: the names in a topic's checks in Chinese."""

from pathlib import Path

from quizkit.bank.fault import Findings
from quizkit.bank.pack import Pack
from quizkit.bank.readers import Words
from quizkit.bank.records import Table, read_table
from quizkit.model.chinese import NO_CHINESE, Chinese

FILE = "zh.yaml"
NAMES = Table(Words(), Words())


def chinese_path(pack: Pack, topic: str) -> Path:
    """Where the names of a topic stand in Chinese."""
    return pack.checks / topic / FILE


def read_chinese(pack: Pack, topic: str, into: Findings) -> Chinese:
    """The names of a topic in Chinese, none where the file is missing or broken."""
    found = read_table(chinese_path(pack, topic), NAMES, into)
    return found if found and not into.faults else NO_CHINESE
