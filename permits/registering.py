"""Entering a paper and its final hash in the register."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from documents.models import DocumentVersion
from permits.models import Decision, Paper, RegisteredFile
from workflows.models import Case


def enter(
    case: Case,
    name: str,
    key: str,
    code: str,
    version: DocumentVersion,
    on: date,
    *,
    signed: bool,
    decision: Decision | None = None,
    number: str = "",
    place_of_original: str = "",
) -> Paper:
    """The paper in the register; the key makes a repetition harmless."""
    with transaction.atomic():
        paper, created = Paper.objects.get_or_create(
            key=key,
            defaults={
                "case": case,
                "name": name,
                "number": number or (decision.number.text if decision and decision.number else ""),
                "code": code,
                "version": version,
                "signed": signed,
                "decision": decision,
                "issued_on": on,
                "place_of_original": place_of_original,
            },
        )
        if created:
            RegisteredFile.objects.get_or_create(
                sha256=version.sha256,
                defaults={"paper": paper, "case": case, "version": version, "label": name},
            )
    return paper
