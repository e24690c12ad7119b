"""What a document accepts, and how a name is made safe."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from documents import formats
from documents.models import Unscannable

NAME_LENGTH = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class FileRule:
    """Accepted formats (codes of :data:`documents.formats.FORMATS`), greatest size, and what to do with a
    file above the virus scanner's limit.

    :raises ValueError: a format that nobody can recognise: the rule itself is wrong.
    """

    formats: tuple[str, ...]
    max_bytes: int
    unscannable: Unscannable = Unscannable.REFUSE

    def __post_init__(self) -> None:
        codes = tuple(formats.ALIASES.get(code.lower(), code.lower()) for code in self.formats)
        if unknown := sorted(set(codes) - set(formats.FORMATS)):
            raise ValueError(f"unknown formats: {', '.join(unknown)}; known: {', '.join(formats.FORMATS)}")
        if not codes or self.max_bytes < 1:
            raise ValueError("a rule needs at least one format and a size above zero")
        object.__setattr__(self, "formats", tuple(dict.fromkeys(codes)))
        object.__setattr__(self, "unscannable", Unscannable(self.unscannable))


def clean_name(file_name: str) -> str:
    """The name without folders, control characters and marks that turn the direction of what follows.

    (``plan\\u202efdp.exe`` shows as ``planexe.pdf``.) Empty when nothing is left.
    """
    name = unicodedata.normalize("NFC", file_name).replace("\\", "/").rpartition("/")[2]
    name = "".join(char for char in name if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    name = re.sub(r"\s+", " ", name).strip(" .")
    stem, dot, extension = name.rpartition(".")
    if dot and len(extension) <= 10:
        return stem[: NAME_LENGTH - len(extension) - 1] + dot + extension
    return name[:NAME_LENGTH]
