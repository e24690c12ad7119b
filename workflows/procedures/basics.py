"""The words that every rule of a pack is written with: texts, bases, limits."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Unknown = Literal["unknown"]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]


class Part(BaseModel):
    """A piece of a procedure: closed, immutable."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Part):
    """A text in the three languages of the product."""

    fr: str = Field(min_length=1)
    ar: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def in_language(self, language: str) -> str:
        """The text in ``fr``, ``ar`` or ``en`` (anything else: French)."""
        return str(getattr(self, language[:2], self.fr))


class Confidence(StrEnum):
    """How sure the pack is of a rule."""

    CONFIRMED = "confirmed"  # read in the primary text
    PARTLY = "partly"  # secondary or old source
    REPORTED = "reported"  # press or administration pages
    DEFAULT = "default"  # a choice to be configured
    UNKNOWN = "unknown"


class Basis(Part):
    """Where a rule comes from."""

    law: str = Field(min_length=1)  # "décret 2-13-424 art. 37"
    confidence: Confidence


class Unit(StrEnum):
    """How a limit is counted."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"


class Counting(Part):
    """Whether the first and last day count, and whether a last day off rolls on."""

    first_day: bool = False
    last_day: bool = True
    roll: bool = True


class Limit(Part):
    """A length of legal time."""

    n: int = Field(gt=0, le=3660)
    unit: Unit
    counting: Counting = Counting()
