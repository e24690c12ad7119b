"""What the demonstration shows at the end: cases, clocks, papers, and whether each proves itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from documents import storage
from documents.models import DocumentVersion
from permits.models import Paper, PieceFile
from signatures.verification import register_status, verify
from workflows.explain import explain
from workflows.models import Case, Clock


@dataclass(frozen=True)
class Checked:
    """One file on disk and what verification says of it."""

    path: Path
    signed: bool
    ok: bool
    says: str


def fetch_papers(case: Case, folder: Path) -> list[Checked]:
    """Bring the papers and stamped plans of a case to disk and verify each signed one."""
    target = folder / (case.reference or str(case.pk))
    target.mkdir(parents=True, exist_ok=True)
    checked = []
    for name, version, signed in _files(case):
        path = target / name
        with path.open("wb") as stream:
            storage.copy_to(version.key, stream)
        checked.append(_check(path, signed))
    return checked


def _files(case: Case) -> Iterator[tuple[str, DocumentVersion, bool]]:
    for number, paper in enumerate(Paper.objects.filter(case=case).select_related("version"), 1):
        yield f"{number:02d}-{paper.name}.pdf", paper.version, paper.signed
    stamped = PieceFile.objects.filter(application__case=case, stamped__isnull=False).select_related(
        "stamped"
    )
    for file in stamped:
        if file.stamped is not None:
            yield f"plan-{file.pk}-{file.stamped.file_name}", file.stamped, True


def _check(path: Path, signed: bool) -> Checked:
    verdict = verify(path)
    register = register_status(verdict.sha256)
    status = str(register["status"]) if register else "not in the register"
    if not signed:
        return Checked(path, False, register is not None, f"not signed; register: {status}")
    level = ", ".join(f"{entry.level}" for entry in verdict.signatures)
    problems = "; ".join(str(problem) for problem in verdict.problems)
    says = problems or f"{len(verdict.signatures)} signature(s) {level}, intact, complete; register: {status}"
    return Checked(path, True, verdict.ok and register is not None, says)


def clock_lines(case: Case, language: str) -> list[str]:
    """Every clock of the case, in a sentence."""
    clocks = Clock.objects.filter(case=case).select_related("case__procedure", "consultation").order_by("pk")
    return [explain(clock, language, case.closed_on).sentence for clock in clocks]


def table(cases: list[Case]) -> list[str]:
    """One line a case."""
    rows = [("file", "procedure", "track", "deposited", "outcome", "permit", "state of the permit", "acts")]
    for case in cases:
        permit = getattr(case, "permit", None)
        rows.append(
            (
                case.reference or "-",
                case.kind,
                str(case.track_ruling.get("track", "-")),
                f"{case.deposited_on:%d/%m/%Y}" if case.deposited_on else "-",
                case.outcome or case.state,
                permit.number if permit else "-",
                permit.state if permit else "-",
                str(case.version),
            )
        )
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
