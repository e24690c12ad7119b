"""Chooses the key of a function of an office, by date of validity.

``SIGNING_DIR/<office>/<function>.p12`` and, after renewals, ``<function>.<anything>.p12``: among those
valid at the moment, the one that began last. ``<function>.pkcs11.json``, a key in a token, comes first.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from signatures.errors import NoCertificate
from signatures.identity import CODE, Identity
from signatures.providers import pkcs11, pkcs12
from signatures.providers.api import Provider, valid_at


def provider_for(
    office_code: str, function: str, *, at: datetime | None = None, folder: Path | None = None
) -> Provider:
    """The provider that signs for this function of this office at this moment (default: now, real time).

    Raises NoCertificate, with what to do about it.
    """
    home = folder or settings.SIGNING_DIR
    office_folder = _office_folder(office_code, function, home)
    token = office_folder / f"{function}.pkcs11.json"
    if token.is_file():
        return pkcs11.load(token, Identity(office_code, function))
    path = file_for(office_code, function, at=at, folder=home)
    return pkcs12.load(path, Identity(office_code, function))


def file_for(
    office_code: str, function: str, *, at: datetime | None = None, folder: Path | None = None
) -> Path:
    """The PKCS#12 file of this function that is valid at this moment. Raises NoCertificate."""
    moment = at or timezone.now()
    office_folder = _office_folder(office_code, function, folder or settings.SIGNING_DIR)
    paths = sorted({*office_folder.glob(f"{function}.p12"), *office_folder.glob(f"{function}.*.p12")})
    identity = Identity(office_code, function)
    dated = [(pkcs12.load(path, identity).certificate, path) for path in paths]
    valid = [(entry.not_valid_before, path) for entry, path in dated if valid_at(entry, moment)]
    if valid:
        return max(valid)[1]
    raise NoCertificate(_why_none(office_code, function, [entry.not_valid_after for entry, _path in dated]))


def new_file(office_code: str, function: str, serial: int, *, folder: Path | None = None) -> Path:
    """Where a new certificate of this function goes."""
    office_folder = _office_folder(office_code, function, folder or settings.SIGNING_DIR)
    plain = office_folder / f"{function}.p12"
    return office_folder / f"{function}.{serial:x}.p12" if plain.exists() else plain


def _office_folder(office_code: str, function: str, home: Path) -> Path:
    # Both become parts of a path: nothing but plain codes may pass.
    if not (CODE.fullmatch(office_code) and CODE.fullmatch(function)):
        raise NoCertificate(
            _("“%(office)s” or “%(function)s” is not a code.") % {"office": office_code, "function": function}
        )
    return home / office_code


def _why_none(office_code: str, function: str, ends: list[datetime]) -> str:
    names = {"office": office_code, "function": function}
    if not ends:
        return (
            _(
                "There is no certificate for the function %(function)s of the office %(office)s: "
                "put %(function)s.p12 and %(function)s.pass into %(office)s/ in the signing directory."
            )
            % names
        )
    last = max(ends).astimezone(UTC).date().isoformat()
    return _(
        "No certificate of the function %(function)s of the office %(office)s is valid today "
        "(the last one ends on %(end)s): renew it."
    ) % (names | {"end": last})
