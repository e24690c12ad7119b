"""Legal time: the day that counts for limits, apart from the clock on the wall.

A limit is counted in days of the place (``settings.TIME_ZONE``), never in instants: the offset of
Morocco changes in Ramadan. Time stamps, certificates and signed URLs use real time, not this.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

VARIABLE = "LEGAL_TODAY"

_moved: ContextVar[date | None] = ContextVar("legal_today", default=None)


def today() -> date:
    """The legal day: the one moved to, else ``LEGAL_TODAY`` of a demonstration, else the real day."""
    moved = _moved.get()
    if moved is not None:
        return moved
    return _of_demonstration() or timezone.localdate(timezone=timezone.get_default_timezone())


@contextmanager
def moved_to(day: date) -> Iterator[None]:
    """Within the block, legal time stands at ``day``. Only this thread or task sees it."""
    token = _moved.set(day)
    try:
        yield
    finally:
        _moved.reset(token)


def _of_demonstration() -> date | None:
    """The day set from outside, by the variable or for all processes by the file of the demonstration.

    Raises ``ImproperlyConfigured`` outside a demonstration, or when it is not a day.
    """
    text = os.environ.get(VARIABLE, "") or _written()
    if not text:
        return None
    if not settings.DEMO:
        raise ImproperlyConfigured(
            f"{VARIABLE} moves legal time: unset it, or set DEMO=1 on a demonstration."
        )
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ImproperlyConfigured(f"{VARIABLE} must be a day like 2026-11-23, not {text!r}.") from None


def set_for_all(day: date | None) -> None:
    """Move legal time of a whole demonstration, workers and beat included; None gives it back.

    Raises ``ImproperlyConfigured`` outside a demonstration.
    """
    if not settings.DEMO:
        raise ImproperlyConfigured("Only a demonstration (DEMO=1) may move legal time.")
    if day is None:
        _file().unlink(missing_ok=True)
        return
    fresh = _file().with_suffix(".new")
    fresh.write_text(day.isoformat(), encoding="ascii")
    fresh.replace(_file())


def _file() -> Path:
    return Path(settings.VAR_DIR) / "legal-today"


def _written() -> str:
    """The file counts on a demonstration only; production does not look for it."""
    if not settings.DEMO:
        return ""
    try:
        return _file().read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""
