"""Verification codes of papers."""

from __future__ import annotations

from workflows.models.case import new_code


def new_paper_code() -> str:
    """A code for the public page of a paper: unguessable, readable aloud."""
    return new_code()
