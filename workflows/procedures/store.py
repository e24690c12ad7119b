"""The procedures as the database keeps them: every version ever loaded, one of each code in use."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from workflows.models.procedure import ProcedureVersion
from workflows.phrases import spelled
from workflows.procedures.check import problems_in
from workflows.procedures.grammar import Procedure, Text
from workflows.procedures.loader import load_folder, packs_folder
from workflows.procedures.problems import PackError
from workflows.procedures.tracks import TrackDecision, decide

__all__ = ["NoProcedure", "TrackDecision", "decide_track", "kinds", "load_packs", "version_for"]

LOADING = 7_205_001  # advisory lock: one load of packs at a time


class NoProcedure(Exception):
    """No procedure applies; the message says why, in the user's language."""


def load_packs(root: Path | None = None) -> list[ProcedureVersion]:
    """Store every procedure of the packs and make it the one in use; what was stored stays.

    Doing it again changes nothing. A changed pack makes a new version; a procedure that has left the
    packs of its country is no longer used for new files. Raises ``PackError``: then nothing is loaded.
    """
    root = root or packs_folder()
    procedures = _proved(root, _fingerprint(root))
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOADING])
        return _store(procedures)


def version_for(country: str, kind: str, track: str, on: date) -> ProcedureVersion:
    """The version whose regime is in force on the day of deposit. Raises ``NoProcedure``."""
    versions = _in_force(country, kind, on)
    version = next((version for version in versions if version.track == track), None)
    if version is None:
        raise NoProcedure(_no_track(kind, track, versions) if versions else _no_kind(country, kind, on))
    return version


def kinds(country: str, on: date) -> dict[str, Text]:
    """The kinds that can be filed on that day, with their titles."""
    versions = ProcedureVersion.objects.in_force(country, on).order_by("kind", "code")
    return {version.kind: version.procedure.title for version in versions}


def decide_track(country: str, kind: str, facts: dict[str, Any], on: date) -> TrackDecision:
    """The first rule that holds decides. None holds: unclassified, and an officer decides with a reason.

    Raises ``NoProcedure`` where the kind cannot be filed on that day. Odd facts never raise.
    """
    versions = _in_force(country, kind, on)
    if not versions:
        raise NoProcedure(_no_kind(country, kind, on))
    return decide([version.procedure for version in versions], facts)


@lru_cache(maxsize=4)
def _proved(root: Path, _fingerprint: str) -> tuple[Procedure, ...]:
    """The procedures of a folder, read and checked once as long as no file of it changes."""
    loaded = load_folder(root)
    problems = problems_in(loaded)
    if problems:
        raise PackError(*problems)
    return tuple(entry.procedure for entry in loaded)


def _fingerprint(root: Path) -> str:
    """A hash over the names and contents of all files of a folder."""
    total = hashlib.sha256()
    for path in sorted(root.glob("*/*")):
        if path.is_file():
            total.update(f"{path.parent.name}/{path.name}".encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _in_force(country: str, kind: str, on: date) -> Sequence[ProcedureVersion]:
    return list(ProcedureVersion.objects.in_force(country, on).filter(kind=kind).order_by("code"))


def _store(procedures: Sequence[Procedure]) -> list[ProcedureVersion]:
    """Write what is new, and mark what is in use."""
    digests = [procedure.digest for procedure in procedures]
    countries = {procedure.country for procedure in procedures}
    stale = ProcedureVersion.objects.filter(country__in=countries, current=True).exclude(digest__in=digests)
    stale.update(current=False)
    known = set(ProcedureVersion.objects.filter(digest__in=digests).values_list("digest", flat=True))
    new = [_row(procedure) for procedure in procedures if procedure.digest not in known]
    ProcedureVersion.objects.bulk_create(new)
    ProcedureVersion.objects.filter(digest__in=digests, current=False).update(current=True)
    return list(ProcedureVersion.objects.filter(digest__in=digests).order_by("code"))


def _row(procedure: Procedure) -> ProcedureVersion:
    return ProcedureVersion(
        code=procedure.code,
        country=procedure.country,
        kind=procedure.kind,
        track=procedure.track,
        digest=procedure.digest,
        content=procedure.canonical(),
        valid_from=procedure.valid_from,
        valid_to=procedure.valid_to,
    )


def _no_kind(country: str, kind: str, on: date) -> str:
    """Why nothing of this kind can be filed on that day."""
    known = ProcedureVersion.objects.filter(country=country, kind=kind, current=True)
    if not known.exists():
        return _("There is no procedure “%(kind)s” in the packs of “%(country)s”.") % {
            "kind": kind,
            "country": country,
        }
    periods = sorted({(version.valid_from, version.valid_to) for version in known})
    shown = "; ".join(f"{spelled(start)} – {spelled(end) if end else '…'}" for start, end in periods)
    return _("“%(kind)s” cannot be filed on %(on)s: its rules apply on these days: %(periods)s.") % {
        "kind": known[0].procedure.title.in_language("fr"),
        "on": spelled(on),
        "periods": shown,
    }


def _no_track(kind: str, track: str, versions: Sequence[ProcedureVersion]) -> str:
    return _("“%(kind)s” has no track “%(track)s”; there are: %(tracks)s.") % {
        "kind": kind,
        "track": track,
        "tracks": ", ".join(version.track for version in versions),
    }
