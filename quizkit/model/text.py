"""Text in the two languages of the bank."""

from dataclasses import dataclass
from enum import StrEnum


class Lang(StrEnum):
    """What a reader asks to see."""

    EN = "en"
    ZH = "zh"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Text:
    """The same thing said in English and in Chinese."""

    en: str
    zh: str

    def read(self, lang: Lang) -> str:
        """Return the text in `lang`; for both, English above Chinese."""
        match lang:
            case Lang.EN:
                return self.en
            case Lang.ZH:
                return self.zh
            case Lang.BOTH:
                return f"{self.en}\n\n{self.zh}"
