"""Files told through the engine, in the demonstration city."""

from __future__ import annotations

from tests.permits.conftest import city, story

__all__ = ["city", "story"]
