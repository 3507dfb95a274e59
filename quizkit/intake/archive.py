"""An `.apkg` as an archive: its files by name, never more of one than is allowed.

Nothing is unpacked by the names that the archive gives: what is wanted is read, by number, and the
names of media are made harmless before a file is called so.
"""

import io
import json
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO

from quizkit.errors import Place, QuizkitError

MAX_DIRECTORY = 10_000_000
"""Bytes of the archive's own list of files: 100,000 files as Anki names them need half of it."""
MAX_COLLECTION = 300_000_000
MAX_FILE = 50_000_000
MAX_MEDIA = 500_000_000
"""Bytes of all media of one package: a small archive can unfold to any number."""
MAX_LIST = 20_000_000
MAX_FILES = 100_000
CHUNK = 1 << 20
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How Anki packs; others need memory that the archive chooses."""
CURRENT = "collection.anki21b"
LEGACY = ("collection.anki21", "collection.anki2")
_SAFE = re.compile(r"[^\w.\-+ ]")


class Archive:
    """One `.apkg`; a context manager."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._file = _Source(path)
        except OSError as error:
            raise self.broken(f"it cannot be read: {error.strerror}") from error
        try:
            self._zip = zipfile.ZipFile(self._file)
        # zipfile raises NotImplementedError where a later version of the format is asked for.
        except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            self._file.close()
            raise self.broken(f"it is no archive: {error}") from error
        self._file.most = None
        self._names = {info.filename: info for info in self._zip.infolist()}
        self.is_current = CURRENT in self._names

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()
        self._file.close()

    def broken(self, why: str) -> QuizkitError:
        """What is wrong with it."""
        hint = "export it from Anki again"
        return QuizkitError(f"cannot be imported: {why}", place=Place(self.path), hint=hint)

    def collection(self) -> bytes:
        """The database of the current format, or else of the legacy ones."""
        name = next((n for n in (CURRENT, *LEGACY) if n in self._names), None)
        if name is None:
            raise self.broken("it holds no collection")
        return self._read(name, MAX_COLLECTION, packed=self.is_current)

    def media(self) -> dict[str, str]:
        """The name inside the archive of each media file, by the name that cards call it."""
        if "media" not in self._names:
            return {}
        data = self._read("media", MAX_LIST, packed=self.is_current)
        found = self._listed(data) if self.is_current else self._mapped(data)
        if len(found) > MAX_FILES:
            raise self.broken(f"it has more than {MAX_FILES:,} media files")
        return found

    def unfold(self, insides: Mapping[str, str], into: Path) -> dict[str, Path]:
        """Write media into a folder, numbered: where each is by its key; those that lack are not.

        Raises:
            QuizkitError: one is broken, or they are more than is allowed.
            OSError: one cannot be written.
        """
        found: dict[str, Path] = {}
        left = MAX_MEDIA
        for name, inside in insides.items():
            if inside not in self._names:
                continue
            found[name] = into / str(len(found))
            with found[name].open("xb") as file:
                for chunk in self._chunks(inside, MAX_FILE, packed=self.is_current):
                    left -= len(chunk)
                    if left < 0:
                        raise QuizkitError(
                            f"the media of these cards have more than {MAX_MEDIA:,} bytes",
                            place=Place(self.path),
                            hint="nothing was imported; export fewer cards, or without media",
                        )
                    _ = file.write(chunk)
        return found

    def _read(self, name: str, limit: int, *, packed: bool) -> bytes:
        return b"".join(self._chunks(name, limit, packed=packed))

    def _chunks(self, name: str, limit: int, *, packed: bool) -> Iterator[bytes]:
        """A file of the archive, a piece at a time."""
        left = limit
        info = self._names[name]
        if info.compress_type not in _METHODS:
            raise self.broken(f"{name}: it is packed in a way that Anki does not use")
        try:
            with self._zip.open(info) as file, _unpacked(file, packed=packed) as reader:
                while data := reader.read(CHUNK):
                    left -= len(data)
                    if left < 0:
                        break
                    yield data
        except (OSError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError) as e:
            raise self.broken(f"{name}: {e}") from e
        if left < 0:
            raise self.broken(f"{name} unfolds to more than {limit:,} bytes")

    def _mapped(self, data: bytes) -> dict[str, str]:
        try:
            found = json.loads(data)
        except (ValueError, RecursionError) as error:
            raise self.broken(f"media: {error}") from error
        if not isinstance(found, Mapping):
            raise self.broken("media: no list of files")
        return {
            n: inside for inside, n in found.items() if isinstance(n, str) and inside.isdecimal()
        }

    def _listed(self, data: bytes) -> dict[str, str]:
        """The names, in their order: field 1 of `MediaEntries` is an entry, its field 1 a name."""
        try:
            entries = [entry for number, entry in _fields(data) if number == 1]
            names = [next(v for n, v in _fields(e) if n == 1).decode() for e in entries]
        except (ValueError, StopIteration, IndexError) as error:
            raise self.broken(f"media: {error or 'no list of files'}") from error
        return {name: str(i) for i, name in enumerate(names)}


class _Source(io.FileIO):
    """A file of which nothing larger than `most` is read at once.

    An archive's list of its files is read whole, and each entry costs ten times its bytes.
    """

    most: int | None = MAX_DIRECTORY

    def read(self, size: int | None = -1, /) -> bytes:
        """Read as `FileIO`; raise ValueError for too much."""
        if self.most is not None and size is not None and size > self.most:
            raise ValueError("it lists more files than are taken")
        return super().read(size) or b""


@contextmanager
def _unpacked(file: IO[bytes], *, packed: bool) -> Generator[IO[bytes]]:
    """What a file of the current format holds inside its own packing."""
    if not packed:
        yield file
        return
    import zstandard

    try:
        unpacker = zstandard.ZstdDecompressor(max_window_size=2**27)
        with unpacker.stream_reader(file) as reader:
            yield reader
    except zstandard.ZstdError as error:
        raise ValueError(error) from error


def safe_name(name: str) -> str | None:
    """A media file's name as a file of ours is called: no path, nothing hidden, ends as it did.

    A name that had to be changed ends in what tells it from others that would become the same.
    """
    whole = unicodedata.normalize("NFC", name)
    stem, dot, ending = _SAFE.sub("_", re.split(r"[/\\]", whole)[-1]).strip(" .").rpartition(".")
    if not (dot and stem and ending):
        return None
    kept = f"{stem[:80]}.{ending[:10].lower()}"
    if kept == whole:
        return kept
    return f"{stem[:80]}-{sha256(whole.encode()).hexdigest()[:8]}.{ending[:10].lower()}"


def _fields(data: bytes) -> list[tuple[int, bytes]]:
    """The fields of a protobuf message that hold bytes; numbers are passed over."""
    found: list[tuple[int, bytes]] = []
    at = 0
    while at < len(data):
        tag, at = _varint(data, at)
        kind = tag & 7
        if kind == 0:
            _, at = _varint(data, at)
        elif kind == 2:
            length, at = _varint(data, at)
            if at + length > len(data):
                raise ValueError("it ends too early")
            found.append((tag >> 3, data[at : at + length]))
            at += length
        else:
            raise ValueError("no list of files")
    return found


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 64, 7):
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
    raise ValueError("a number is too long")
