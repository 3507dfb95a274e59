"""Running checks in children that can do no harm, and what claims come to by them.

`measure` and `Runner` are in modules of their own: what they import is needed only where something
runs.
"""

from quizkit.verify.events import Done, Event, Failure, Finished, Options, Started
from quizkit.verify.verifying import last_results, verify

__all__ = [
    "Done",
    "Event",
    "Failure",
    "Finished",
    "Options",
    "Started",
    "last_results",
    "verify",
]
