"""Verification codes of papers, and codes as people type them."""

from __future__ import annotations

import re

from workflows.models.case import CODE_ALPHABET, new_code

LENGTH = 12
_CODE = re.compile(rf"[{CODE_ALPHABET}]{{{LENGTH}}}")


def new_paper_code() -> str:
    """A code for the public page of a paper: unguessable, readable aloud."""
    return new_code()


def typed_code(text: str) -> str | None:
    """The code that somebody typed, whatever its case, spaces and hyphens; None if it cannot be one."""
    code = re.sub(r"[\s-]", "", text[:100]).upper()
    return code if _CODE.fullmatch(code) else None
