"""What the components of the pages show: plain values that views hand to ``templates/components/``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a summary; with an address, it can be changed there."""

    label: Text
    value: Text
    address: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A line of a task list. Without an address it is blocked.

    Tone ``done`` is plain text; ``now``, ``warn`` and ``bad`` are tags.
    """

    title: Text
    state: Text
    tone: str = ""
    address: str = ""
    hint: Text = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened."""

    title: Text
    on: date | datetime
    who: Text = ""
    text: Text = ""


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file that can be had; ``size`` in bytes."""

    name: str
    address: str
    kind: str
    size: int
    note: Text = ""
    state: Text = ""
    tone: str = ""
