"""Which function of which office a certificate stands for.

Two sources, both under the control of who runs the platform or its authority, never of the holder:

* a URI in the subject's alternative names, ``urn:x-permits:function:<office>:<function>``;
* ``trust/functions.json`` in SIGNING_DIR: SHA-256 of a certificate → office and function, for
  certificates of an outside authority that cannot carry the URI.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from asn1crypto import x509
from django.conf import settings

# In the name of every certificate of the demonstration authority, so that nobody takes one for real.
MARK = "DEMONSTRATION"
PREFIX = "urn:x-permits:function:"
CODE = re.compile(r"[A-Za-z0-9_-]{1,60}")


@dataclass(frozen=True, slots=True)
class Identity:
    """A function of an office, by their codes."""

    office: str
    function: str

    @property
    def uri(self) -> str:
        return f"{PREFIX}{self.office}:{self.function}"


def identity_of(certificate: x509.Certificate, signing_dir: Path | None = None) -> Identity | None:
    """The function that the certificate stands for; None when nothing says it."""
    return _registered(certificate, signing_dir or settings.SIGNING_DIR) or _declared(certificate)


def _declared(certificate: x509.Certificate) -> Identity | None:
    names = certificate.subject_alt_name_value
    for name in names or []:
        if name.name == "uniform_resource_identifier" and str(name.native).startswith(PREFIX):
            office, _, function = str(name.native).removeprefix(PREFIX).partition(":")
            if CODE.fullmatch(office) and CODE.fullmatch(function):
                return Identity(office, function)
    return None


def _registered(certificate: x509.Certificate, signing_dir: Path) -> Identity | None:
    path = signing_dir / "trust" / "functions.json"
    if not path.is_file():
        return None
    entry = json.loads(path.read_text()).get(certificate.sha256.hex())
    return Identity(entry["office"], entry["function"]) if entry else None
