"""Reads the data of the act embedded in the PDF."""

from __future__ import annotations

import json
from typing import Any

from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.reader import PdfFileReader

from signatures.tree import entry, leaves

NAME = "act.json"
# An act is some kilobytes; a stream that unpacks to much more is hostile.
LARGEST = 5_000_000


class BadAct(Exception):
    """The attachment is there and cannot be read."""


def read_act(reader: PdfFileReader) -> dict[str, Any] | None:
    """The attached ``act.json``; None when there is none. Raises BadAct."""
    for key, file in leaves(entry(reader.root, "/Names", "/EmbeddedFiles")):
        if NAME not in (key, str(entry(file, "/UF")), str(entry(file, "/F"))):
            continue
        stream = entry(file, "/EF", "/F")
        if not isinstance(stream, StreamObject):
            raise BadAct("The attachment is not a stream.")
        return _parsed(stream.data)
    return None


def _parsed(content: bytes) -> dict[str, Any]:
    if len(content) > LARGEST:
        raise BadAct("The attachment is too large.")
    try:
        act = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BadAct("The attachment is not JSON.") from error
    if not isinstance(act, dict):
        raise BadAct("The attachment is not an object.")
    return act
