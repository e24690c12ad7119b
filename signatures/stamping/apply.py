"""Stamps every sheet and signs the whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from django.utils.translation import gettext as _
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.timestamps.api import TimeStamper

from signatures.errors import Refused, is_of_the_machine
from signatures.providers.api import Provider
from signatures.sealing import Level, open_to_add, sign_field, translated
from signatures.stamping.geometry import matrix_for
from signatures.stamping.mark import HEIGHT, WIDTH, Stamp, place_mark
from signatures.stamping.repair import repair
from signatures.stamping.sheets import Sheet, sheets_of
from signatures.tree import entry
from signatures.trust import Trust, load_trust
from signatures.verification import verify

FIELD = "ne-varietur"


@dataclass(frozen=True, kw_only=True, slots=True)
class Stamped:
    """What was done. ``repaired``: the file was rewritten first, so its bytes are not those deposited."""

    sheets: int
    level: Level
    repaired: bool
    sha256: str


def stamp_and_sign(
    source: Path,
    target: Path,
    stamp: Stamp,
    provider: Provider,
    timestamper: TimeStamper | None,
    *,
    trust: Trust | None = None,
) -> Stamped:
    """Write the stamped and signed plan to ``target``; the bytes of ``source`` are its exact beginning.

    Memory stays flat whatever the size. A file that the signer cannot extend is repaired first, and the
    result says so. Raises Refused: protected, already signed, no page, beyond repair; NoCertificate;
    TimestampUnavailable. Nothing is left at ``target`` then.
    """
    belief = trust or load_trust()
    try:
        try:
            return _attempt(source, target, stamp, provider, timestamper, belief, repaired=False)
        except Unreadable:
            with TemporaryDirectory(dir=target.parent) as folder:
                sound = Path(folder) / "repaired.pdf"
                repair(source, sound)
                return _attempt(sound, target, stamp, provider, timestamper, belief, repaired=True)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


class Unreadable(Refused):
    """The library cannot extend this file as it is."""


def _attempt(
    source: Path,
    target: Path,
    stamp: Stamp,
    provider: Provider,
    timestamper: TimeStamper | None,
    trust: Trust,
    *,
    repaired: bool,
) -> Stamped:
    with source.open("rb") as original, target.open("w+b") as result:
        writer, sheets = _prepared(original, stamp)
        with translated():
            level = sign_field(
                writer,
                result,
                FIELD,
                style=None,
                certify=True,
                permissions=MDPPerm.NO_CHANGES,
                reason="Ne varietur",
                provider=provider,
                timestamper=timestamper,
                trust=trust,
            )
        verdict = verify(result)
    if not any(found.intact and not found.modified_after for found in verdict.signatures):
        # An odd structure may pass the writer and stop the verifier: what we sign must verify.
        raise Unreadable(_("This file cannot be signed in a way that can be verified: export it anew."))
    return Stamped(sheets=sheets, level=level, repaired=repaired, sha256=verdict.sha256)


def _prepared(original: IO[bytes], stamp: Stamp) -> tuple[IncrementalPdfFileWriter, int]:
    """The document with the mark on every sheet, not yet written."""
    try:
        writer = open_to_add(original)
        _refuse_signed(writer)
        sheets = sheets_of(writer)
        form = place_mark(writer, stamp, len(sheets))
        opening = writer.add_object(StreamObject(stream_data=b"q"))
        for sheet in sheets:
            _draw(writer, sheet, form, opening)
        return writer, len(sheets)
    except Refused:
        raise
    except Exception as error:  # a parser fed with a broken file may raise anything
        if is_of_the_machine(error):
            raise
        raise Unreadable(_("This file cannot be read as a PDF.")) from error


def _refuse_signed(writer: IncrementalPdfFileWriter) -> None:
    if any(True for _found in writer.prev.embedded_signatures):
        raise Refused(
            _(
                "This plan already bears an electronic signature, which a stamp would break: "
                "ask its author for an unsigned copy."
            )
        )


def _draw(
    writer: IncrementalPdfFileWriter, sheet: Sheet, form: IndirectObject, opening: IndirectObject
) -> None:
    page = sheet.reference.get_object()
    name = _add_resource(page, sheet, form)
    matrix = " ".join(f"{number:.5f}" for number in matrix_for(sheet, WIDTH, HEIGHT))
    # What stands before is closed in q … Q, so that its state does not move the mark.
    drawing = f"Q q {matrix} cm {name} Do Q".encode()
    closing = writer.add_object(StreamObject(stream_data=drawing))
    page[NameObject("/Contents")] = ArrayObject([opening, *_contents(writer, page), closing])
    writer.mark_update(sheet.reference)


def _contents(writer: IncrementalPdfFileWriter, page: DictionaryObject) -> list[IndirectObject]:
    if "/Contents" not in page:
        return []
    raw, resolved = page.raw_get("/Contents"), page["/Contents"]
    if isinstance(raw, IndirectObject):
        # Looked at only to know its kind: a drawing of many megabytes must not stay in the reader's memory.
        writer.prev.resolved_objects.pop((raw.generation, raw.idnum), None)
    if isinstance(resolved, ArrayObject):
        parts = [resolved.raw_get(index) for index in range(len(resolved))]
        return [part for part in parts if isinstance(part, IndirectObject)]
    return [raw] if isinstance(raw, IndirectObject) and isinstance(resolved, StreamObject) else []


def _add_resource(page: DictionaryObject, sheet: Sheet, form: IndirectObject) -> str:
    """The page gets resources of its own: dictionaries shared with other pages stay as they are."""
    resources = _copy(sheet.resources)
    forms = _copy(entry(resources, "/XObject"))
    name = "/NeVarietur"
    while name in forms:
        name += "x"
    forms[NameObject(name)] = form
    resources[NameObject("/XObject")] = forms
    page[NameObject("/Resources")] = resources
    return name


def _copy(source: object) -> DictionaryObject:
    if not isinstance(source, DictionaryObject):
        return DictionaryObject()
    return DictionaryObject({key: source.raw_get(key) for key in source})
