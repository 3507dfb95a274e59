"""The names of members: file names on every system, each unlike any other to the eye."""

import re
import unicodedata

LONGEST = 32
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""What Windows takes for a device, with any ending."""
_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE", "COPTIC")
"""Those whose letters are taken for each other's."""
_LOOKS = str.maketrans(
    "аеорсухіјѕԁһӏѡвкмнтгзӡαβγεικμνορτυχωϲ1",
    "aeopcyxijsdhlwbkmhtr33abyeikuvoptuxwcl",
)
"""Greek and Cyrillic small letters, and the digit 1, as the Latin letters that they look like."""


class BadName(ValueError):
    """A text is no name of a member; the message says why."""


def checked(name: str) -> str:
    """Return a name as it is kept (Unicode's composed form).

    Raises:
        BadName: it is empty, too long, no word, a device of Windows, or of mixed scripts.
    """
    kept = unicodedata.normalize("NFC", name)
    if not kept or len(kept) > LONGEST:
        raise BadName(f"a name has 1 to {LONGEST} characters")
    if any(not (c.isalnum() or c in "-_") for c in kept) or not kept[0].isalnum():
        raise BadName("a name is of letters, digits, - and _, and begins with a letter or a digit")
    if unicodedata.normalize("NFKC", kept) != kept:
        raise BadName("a name is of plain letters, not of variants that look like them")
    if _RESERVED.fullmatch(kept.casefold()):
        raise BadName("Windows takes this name for a device")
    if len(_scripts(kept)) > 1:
        raise BadName("a name does not mix alphabets that look alike")
    return kept


def looks(name: str) -> str:
    """The same text for names that are the same to a file system, or to the eye."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return plain.translate(_LOOKS).replace("0", "o")


def _scripts(name: str) -> set[str]:
    firsts = {unicodedata.name(c, "").partition(" ")[0] for c in name}
    return firsts & set(_SCRIPTS)
