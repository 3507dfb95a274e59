"""The address of a repository: which ones are fetched from, and which ask for more than that."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from quizkit.bank.fault import quoted
from quizkit.errors import QuizkitError

PROTOCOLS = ("https", "ssh")
PRIVATE = (
    "if it is not public: give its ssh address, with a key in your ssh agent; "
    "or clone it yourself, then: quizkit pack add FOLDER"
)
_HOST = r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?"
_USER = r"[A-Za-z0-9_][A-Za-z0-9._-]*"
_SCP = re.compile(rf"(?:{_USER}@){_HOST}:(?![-:/])[^\s:]+")
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?://|:)")


def is_url(text: str) -> bool:
    """Whether `text` means a repository elsewhere, not a folder; it may be refused all the same."""
    return bool(_URL.match(text) or _SCP.fullmatch(text)) or text.startswith("-")


def refuse_tricks(url: str, protocols: Sequence[str] = PROTOCOLS) -> None:
    """Raise QuizkitError for a URL that is more than the address of a repository."""
    if _SCP.fullmatch(url) and "ssh" in protocols and url.isprintable():
        return
    hint = f"give one that begins with {' or '.join(f'{p}://' for p in protocols)}"
    if url.lower().startswith("file:"):
        hint = "a folder of this machine is added by its path, as in: quizkit pack add ../questions"
    parts = urlsplit(url) if url.isprintable() and not re.search(r"[\s\\]", url) else None
    if parts is None or parts.scheme not in protocols or not url.startswith(f"{parts.scheme}://"):
        raise QuizkitError(f"{quoted(url)} is no URL that is fetched from", hint=hint)
    user, at, place = parts.netloc.rpartition("@")
    if parts.scheme != "ssh" and at:
        message = "the URL holds a name or a password, which would be kept in a file"
        raise QuizkitError(message, hint=PRIVATE)
    if not re.fullmatch(rf"{_HOST}(?::\d{{1,5}})?", place) or (
        at and not re.fullmatch(_USER, user)
    ):
        raise QuizkitError(f"{quoted(parts.netloc)} is no name of a machine", hint=hint)
    if parts.query or parts.fragment or len(parts.path) < 2 or parts.path.startswith("/-"):
        raise QuizkitError(f"{quoted(url)} leads to no repository", hint=hint)
