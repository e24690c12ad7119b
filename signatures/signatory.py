"""Who signs, and which signatures a document must carry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from django.utils.translation import override

from accounts.models import Delegation, Post


@dataclass(frozen=True, kw_only=True, slots=True)
class Signatory:
    """The function that signs, as it is written on the paper in both languages.

    ``delegation`` is the act by which somebody signs for the holder; empty: the holder signs.
    """

    office: str
    function: str
    title_fr: str
    title_ar: str
    office_fr: str
    office_ar: str
    delegation: str = ""

    @classmethod
    def of(cls, post: Post, delegation: Delegation | None = None) -> Self:
        """The signatory of a post, held or delegated."""
        with override("fr"):
            title_fr = str(post.get_function_display())
        with override("ar"):
            title_ar = str(post.get_function_display())
        return cls(
            office=post.office.code,
            function=post.function,
            title_fr=title_fr,
            title_ar=title_ar,
            office_fr=post.office.name_fr,
            office_ar=post.office.name_ar,
            delegation=delegation.act if delegation else "",
        )

    def as_json(self) -> dict[str, str]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page, in points from its lower left corner; page -1 is the last one."""

    left: float
    bottom: float
    right: float
    top: float
    page: int = -1


@dataclass(frozen=True, kw_only=True, slots=True)
class Required:
    """One signature that the document must carry, in the order of signing.

    Without a box, the place is the named destination ``signature-<field>`` of the file if it has one,
    else the bottom of the last page.
    """

    function: str
    office: str
    field: str
    box: Box | None = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, entry: Mapping[str, Any]) -> Self:
        box = entry.get("box")
        return cls(
            function=entry["function"],
            office=entry["office"],
            field=entry["field"],
            box=Box(**box) if box else None,
        )
