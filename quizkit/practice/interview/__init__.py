"""A mock interview: an interviewer that follows up, a file that loses nothing, a report."""

from quizkit.practice.interview.interview import Interview
from quizkit.practice.interview.journal import FOLDER, Journal, unfinished
from quizkit.practice.interview.record import Answer, Exchange, Move, Record, Setup, Went
from quizkit.practice.interview.report import Item, Report, keep, report
from quizkit.practice.interview.room import Room

__all__ = [
    "FOLDER",
    "Answer",
    "Exchange",
    "Interview",
    "Item",
    "Journal",
    "Move",
    "Record",
    "Report",
    "Room",
    "Setup",
    "Went",
    "keep",
    "report",
    "unfinished",
]
