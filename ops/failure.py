"""The one error that ends a command with a sentence for the person, not a traceback."""

from __future__ import annotations


class Failure(Exception):
    """Something the person can put right; the message says how."""
