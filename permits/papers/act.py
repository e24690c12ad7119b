"""The act as data: the JSON attached to the PDF, for machines that must not read a page.

Canonical: keys sorted, no spaces, UTF-8. The same facts always give the same bytes.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from permits.papers.contexts import Paper

SCHEMA = "permit-act"
VERSION = 1


def _plain(value: Any) -> Any:
    """Dates and decimals as text; anything else is a mistake."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    raise TypeError(f"An act cannot hold a {type(value).__name__}.")


def canonical(value: Any) -> bytes:
    """Canonical JSON bytes."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)
    return text.encode()


def content(paper: Paper) -> dict[str, Any]:
    """The facts that the paper states: everything in it but its crest."""
    facts = dataclasses.asdict(paper)
    del facts["commune"]["crest_svg"]
    return facts


def act_json(template: str, paper: Paper) -> bytes:
    """The JSON of an act.

    ``subject.sha256`` is the fingerprint of the canonical ``content``; ``required_signatures``
    lists what the PDF must bear to be complete, so a file cut back to an earlier one is found out.
    """
    facts = content(paper)
    return canonical(
        {
            "schema": SCHEMA,
            "version": VERSION,
            "act": template,
            "number": paper.act.number,
            "date": paper.act.day,
            "file": paper.file.reference,
            "procedure": paper.file.procedure,
            "issuer": facts["commune"]["name"],
            "verification": {"code": paper.act.code, "url": paper.act.url},
            "subject": {
                "reference": paper.file.reference,
                "sha256": hashlib.sha256(canonical(facts)).hexdigest(),
            },
            "required_signatures": [
                {"function": one.function, "office": one.office, "field": one.field}
                for one in paper.act.signatures
            ],
            "content": facts,
        }
    )
