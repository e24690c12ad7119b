"""The acts of a procedure, one module a moment of the file's life. Importing them registers them."""

from workflows.actions import (
    amendment,
    completeness,
    decision,
    deposit,
    ending,
    legal_time,
    opinions,
    people,
    review,
    sitting,
    upkeep,
)

__all__ = [
    "amendment",
    "completeness",
    "decision",
    "deposit",
    "ending",
    "legal_time",
    "opinions",
    "people",
    "review",
    "sitting",
    "upkeep",
]
