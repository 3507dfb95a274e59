"""A browser on this machine, as the program that sets a page and writes it as PDF."""

import os
import re
import shutil
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from quizkit.errors import QuizkitError

NAMES = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("microsoft-edge", "msedge"),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
QUIET = (
    *("--headless=new", "--disable-gpu", "--no-first-run", "--no-default-browser-check"),
    *("--disable-extensions", "--disable-sync", "--disable-background-networking"),
    *("--disable-component-update", "--host-resolver-rules=MAP * ~NOTFOUND"),
    "--no-pdf-header-footer",
)
PATIENCE = 600
"""Seconds; 10,000 cards take a minute."""
DATES = re.compile(rb"/(CreationDate|ModDate) \(D:[^)]*\)")
TAIL = 300


def find_browser() -> str | None:
    """The first browser that there is."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def pdf_of(html: str, date: datetime) -> bytes:
    """A page as PDF, which counts as made on `date`.

    Raises:
        QuizkitError: there is no browser, or it fails.
    """
    browser = find_browser()
    if browser is None:
        raise QuizkitError(
            "no browser was found that could set the sheets",
            hint="install chromium, or export --to html and print from a browser",
        )
    with tempfile.TemporaryDirectory(prefix="quizkit-print-") as name:
        folder = Path(name)
        page, pdf = folder / "sheets.html", folder / "sheets.pdf"
        _ = page.write_text(html, encoding="utf-8")
        command = [browser, *QUIET, f"--user-data-dir={folder / 'profile'}"]
        command += ["--no-sandbox"] * (os.geteuid() == 0)  # which a browser demands of root
        told = _run([*command, f"--print-to-pdf={pdf}", page.as_uri()])
        if not pdf.exists():
            raise QuizkitError(f"{browser} wrote no PDF: {told[-TAIL:].strip()}")
        return _dated(pdf.read_bytes(), date)


def _run(command: list[str]) -> str:
    try:
        run = subprocess.run(
            command, capture_output=True, timeout=PATIENCE, check=False, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired as error:
        raise QuizkitError(f"{command[0]} took more than {PATIENCE} s") from error
    return run.stderr.decode("utf-8", "replace")


def _dated(pdf: bytes, date: datetime) -> bytes:
    """The PDF with its dates replaced by ones as long: nothing in it moves."""
    told = f"D:{date.astimezone(UTC):%Y%m%d%H%M%S}+00'00'".encode()

    def replaced(found: re.Match[bytes]) -> bytes:
        name, whole = found[1], found[0]
        fresh = b"/" + name + b" (" + told + b")"
        if len(fresh) != len(whole):
            raise QuizkitError("the browser writes dates of an unknown form into its PDF")
        return fresh

    return DATES.sub(replaced, pdf)
