"""When Python looks for garbage: not before the first page is painted, then among the new alone.

A look at everything finds nothing of the bank or of Textual to free, and comes in the middle of
an answer. Over 200 answers with 10,000 questions and 100,000 reviews, the looks at the oldest
generation took 2.0 s of the processor, 0.13 s the longest; after `settle` 0.6 s and 0.08 s, and
the 99th percentile of an answer went from 144 to 79 ms of the processor (one run each on 2 cores,
other jobs running; `gc.callbacks` around benchmarks/practice_answer.py).
"""

import gc


def defer() -> None:
    """Look for none until `settle`."""
    gc.disable()


def settle() -> None:
    """Take what is there for what stays, and look for garbage in what comes from now on."""
    gc.freeze()
    gc.enable()
