"""When Python looks for garbage: not before the first page is painted, then among the new alone.

It takes 25 ms of a start. Later a look at everything takes 50 to 400 ms with a bank of 10,000
questions, in the middle of an answer, and would find nothing of the bank or of Textual to free.
"""

import gc


def defer() -> None:
    """Look for none until `settle`."""
    gc.disable()


def settle() -> None:
    """Take what is there for what stays, and look for garbage in what comes from now on."""
    gc.freeze()
    gc.enable()
