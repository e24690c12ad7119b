"""Rewrites a plan whose structure the signer cannot extend. The bytes of the original are then not kept."""

from __future__ import annotations

from pathlib import Path

import pikepdf
from django.utils.translation import gettext as _

from signatures.errors import Refused


def repair(source: Path, target: Path) -> None:
    """Write a sound copy. Raises Refused when the file is protected or beyond repair."""
    try:
        with pikepdf.open(source) as document:
            if document.is_encrypted:
                raise Refused(protected())
            document.save(target, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
    except pikepdf.PasswordError as error:
        raise Refused(protected()) from error
    except (pikepdf.PdfError, RuntimeError, ValueError, OSError) as error:
        raise Refused(
            _("This file cannot be read as a PDF, even after repair: export it anew and send it again.")
        ) from error


def protected() -> str:
    """The sentence about protected files."""
    return _("This PDF is protected by encryption: ask for a copy without password or restrictions.")
