"""The sentence of each code: what happened and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "empty": _("The file is empty. Check it on your computer and send it again."),
    "too_large": _("The file is larger than %(max_mb)s MB. Split it into several files or reduce it."),
    "no_name": _("The file has no name. Give it one and send it again."),
    "format_not_accepted": _(
        "%(found)s is not accepted here. Export the document again as: %(formats)s, and send that."
    ),
    "content_unknown": _(
        "The content of the file is not recognised. Open it in your program, export it as: %(formats)s, "
        "and send that."
    ),
    "size_differs": _(
        "Storage received %(received)s bytes where %(declared)s were announced. Send the file again."
    ),
    "not_received": _("The file has not arrived in full. Send it again."),
    "parts_differ": _("The parts received are not those that were sent. Send the file again."),
    "infected": _(
        "The virus scanner found %(virus)s in this file. "
        "Clean the computer it comes from, then send a sound file."
    ),
    "not_scannable": _(
        "The file is too large for the virus scanner, and this piece must be scanned. "
        "Split it into several files or reduce it."
    ),
    "pdf_encrypted": _(
        "The PDF is protected by a password or by restrictions. "
        "Re-export it without a password and send it again."
    ),
    "pdf_unreadable": _(
        "The PDF is damaged and cannot be read. Export or print it to a new PDF and send that."
    ),
    "pdf_no_pages": _("The PDF has no page. Export it again and send that."),
    "pdf_too_complex": _(
        "The PDF asks for too much time or memory to be read. "
        "Simplify or split the drawing, export it again and send that."
    ),
    "upload_unknown": _("This upload is not known. Start again from the page of the document."),
    "upload_closed": _("This upload has ended. Start again from the page of the document."),
    "storage_unavailable": _(
        "The file storage does not answer for now. Try again in a minute; nothing is lost."
    ),
    "storage_refused": _(
        "The file storage refused the request (%(answer)s). "
        "Tell the operator of the platform; nothing is lost."
    ),
    "bucket_missing": _(
        "The storage bucket “%(bucket)s” does not exist and these keys may not create it. "
        "Tell the operator of the platform."
    ),
    "scanner_unavailable": _(
        "The file has arrived and waits for the virus scanner, which does not answer for now. "
        "Try again in a few minutes; there is no need to send it again."
    ),
    "object_missing": _("The file is not in storage. Tell the operator of the platform."),
    "infected_version": _("This file is locked: the virus scanner found malicious content in it."),
    "fonts_missing": _(
        "The fonts of the papers are not installed (%(path)s). Run the set-up, which installs them by npm."
    ),
    "resource_closed": _("A paper may only use its own pictures and fonts, not %(url)s."),
}


def sentence(code: str, detail: Mapping[str, Any]) -> str:
    """The sentence of a code in the user's language. An unknown code answers itself."""
    text = SENTENCES.get(code)
    return gettext(code) if text is None else str(text) % detail
