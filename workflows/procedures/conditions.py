"""Conditions on declared facts, as data: comparisons, ``all``, ``any``, ``not``."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

Scalar = bool | Decimal | str
COMPARISONS = ("eq", "ne", "gt", "ge", "lt", "le", "among")


class Condition(BaseModel):
    """One comparison of one fact, or a combination. A fact that was not declared never holds."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    fact: str | None = None
    eq: Scalar | None = None
    ne: Scalar | None = None
    gt: Decimal | None = None
    ge: Decimal | None = None
    lt: Decimal | None = None
    le: Decimal | None = None
    among: tuple[str, ...] | None = None
    all_: tuple[Condition, ...] | None = Field(default=None, alias="all")
    any_: tuple[Condition, ...] | None = Field(default=None, alias="any")
    not_: Condition | None = Field(default=None, alias="not")

    @model_validator(mode="after")
    def _one_meaning(self) -> Condition:
        compared = [name for name in COMPARISONS if getattr(self, name) is not None]
        combined = [part for part in (self.all_, self.any_, self.not_) if part is not None]
        if self.fact is not None and len(compared) >= 1 and not combined:
            return self
        if self.fact is None and not compared and len(combined) == 1:
            return self
        raise ValueError("a condition is a fact with a comparison, or one of all / any / not")

    def holds(self, facts: dict[str, Any]) -> bool:
        """Whether these facts satisfy the condition."""
        if self.all_ is not None:
            return all(part.holds(facts) for part in self.all_)
        if self.any_ is not None:
            return any(part.holds(facts) for part in self.any_)
        if self.not_ is not None:
            return not self.not_.holds(facts)
        value = facts.get(self.fact or "")
        return value is not None and value != "" and self._compare(value)

    def facts_used(self) -> frozenset[str]:
        """The names of the facts that the condition looks at."""
        parts = (*(self.all_ or ()), *(self.any_ or ()), *((self.not_,) if self.not_ else ()))
        own = {self.fact} if self.fact else set()
        return frozenset(own).union(*(part.facts_used() for part in parts))

    def _compare(self, value: Any) -> bool:
        if self.among is not None and str(value) not in self.among:
            return False
        if self.eq is not None and not _same(value, self.eq):
            return False
        if self.ne is not None and _same(value, self.ne):
            return False
        bounds = (self.gt, self.ge, self.lt, self.le)
        return all(bound is None for bound in bounds) or self._within(value)

    def _within(self, value: Any) -> bool:
        number = _number(value)
        if number is None:
            return False
        return (
            (self.gt is None or number > self.gt)
            and (self.ge is None or number >= self.ge)
            and (self.lt is None or number < self.lt)
            and (self.le is None or number <= self.le)
        )


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool):
        return None
    try:
        number = Decimal(str(value))
    except (InvalidOperation, ValueError):
        return None
    return number if number.is_finite() else None  # NaN cannot be compared


def _same(value: Any, other: Scalar) -> bool:
    if isinstance(value, bool) or isinstance(other, bool):
        return value is other
    left, right = _number(value), _number(other)
    return left == right if left is not None and right is not None else str(value) == str(other)
