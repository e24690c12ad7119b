"""What keeps a paper from being written."""

from __future__ import annotations


class CannotWrite(Exception):
    """The case lacks what this paper states; the message says what, in the user's language."""
