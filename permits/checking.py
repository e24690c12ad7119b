"""What the register and the file itself say together, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from permits.models import Paper, RegisteredFile
from permits.papers.labels import TITLES
from permits.register import status_of, status_of_paper
from signatures.verification import Verdict, verify
from signatures.verification.report import as_lines
from workflows.models import Case


@dataclass(frozen=True, slots=True)
class Described:
    """What anybody may know of a paper."""

    title: str
    number: str
    reference: str
    commune: str
    issued_on: date
    code: str
    sha256: str
    signed: bool
    place_of_original: str
    status: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer on a file: whether it may be relied on, one sentence, and what it rests on."""

    name: str
    sha256: str
    relied_on: bool
    sentence: str
    lines: tuple[str, ...]


def described(paper: Paper) -> Described:
    """A paper as its public page shows it."""
    return Described(
        title=title_of(paper.case, paper.name),
        number=paper.number,
        reference=paper.case.reference or "",
        commune=paper.case.commune.name,
        issued_on=paper.issued_on,
        code=paper.code,
        sha256=paper.version.sha256,
        signed=paper.signed,
        place_of_original=paper.place_of_original,
        status=status_of_paper(paper),
    )


def title_of(case: Case, name: str) -> str:
    """What a paper, or a stamped piece (``plan:<piece>``), is called in the language in force."""
    language = get_language() or "fr"
    kind, _colon, piece = name.partition(":")
    spec = case.rules.piece(piece) if case.rules and kind == "plan" else None
    if spec is not None:
        return f"{spec.text.in_language(language)} (« ne varietur »)"
    for entry in case.rules.papers if case.rules else ():
        if entry.name == name:
            return entry.text.in_language(language)
    both = TITLES.get(name)
    if both is None:
        return name
    return both.ar if language.startswith("ar") else both.fr


def check_file(path: str, name: str, paper: Paper | None) -> Checked:
    """The verdict on a file; with a paper, also whether the file is that paper."""
    verdict = verify(Path(path))
    status = status_of(verdict.sha256)
    known = (
        RegisteredFile.objects.select_related("paper", "case__procedure", "case__commune")
        .filter(sha256=verdict.sha256)
        .first()
    )
    relied_on, sentence = _sentence(verdict, status, known)
    lines = [*_place(known, paper), *list(as_lines(verdict, status))[1:]]
    return Checked(name[:200], verdict.sha256, relied_on, sentence, tuple(lines))


def _sentence(
    verdict: Verdict, status: Mapping[str, Any] | None, known: RegisteredFile | None
) -> tuple[bool, str]:
    """Whether the file may be relied on, and why or why not."""
    if status is None or known is None:
        if verdict.ok:
            return False, _("The signatures are right, but this exact file was not published here.")
        return False, _("This file does not prove itself and was not published here.")
    if not status.get("valid", True):
        text = _("This is the published file, but it must not be relied on: %(status)s.")
        return False, text % {"status": status.get("sentence", "")}
    if verdict.ok:
        return True, _("This is the published file, and its signatures are right.")
    if known.paper is not None and not known.paper.signed:
        return True, _unsigned(known.paper)
    return False, _("This is the published file, but its signatures cannot be confirmed.")


def _unsigned(paper: Paper) -> str:
    if paper.place_of_original:
        text = _("This is the published scan of an act signed by hand; its original is kept here: %(place)s.")
        return text % {"place": paper.place_of_original}
    return _("This is the published file; a paper of this kind carries no signature.")


def _place(known: RegisteredFile | None, paper: Paper | None) -> list[str]:
    """What the file is in the register, and whether it is the paper of this page."""
    if known is None:
        return [_("The register does not know these bytes.")]
    title = title_of(known.case, known.label)
    said = [_("In the register: %(title)s, file %(reference)s.") % {"title": title, "reference": known.case}]
    if paper is not None and known.paper_id != paper.pk:
        same = known.case_id == paper.case_id
        said.append(
            _("It belongs to the same case, but it is not the paper of this page.")
            if same
            else _("It is not the paper of this page: it belongs to another case.")
        )
    return said
