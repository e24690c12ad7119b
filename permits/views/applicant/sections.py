"""The sections of an application, each with its state and with what is missing and why."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permits.dossier import dossier_of
from permits.models import PartyRole
from permits.parties import living
from permits.parts import Task
from permits.views.applicant.mine import Mine
from permits.views.applicant.pieces import rules_of, wanted
from permits.views.applicant.verdict import verdict_of
from workflows.facts import Dossier


def sections(own: Mine) -> list[Task]:
    """The task list of a draft: any order, the deposit last."""
    dossier = dossier_of(own.case)
    tasks = [_about(own), _facts(own), _land(own), _people(own, dossier), _pieces(own)]
    left = sum(task.tone != "done" for task in tasks)
    text = ngettext(
        "%(n)s section is to be finished first.", "%(n)s sections are to be finished first.", left
    )
    hint = text % {"n": left} if left else _("Read everything again, then deposit.")
    ready = _("ready") if not left else _("see what is missing")
    return [
        *tasks,
        Task(_("Check and deposit"), ready, "now" if not left else "", own.address("my_check"), hint),
    ]


def _task(title: str, address: str, missing: str, done: str = "") -> Task:
    if missing:
        return Task(title, _("to be done"), "now", address, missing)
    return Task(title, _("done"), "done", address, done)


def lacking(own: Mine) -> list[str]:
    """What object, land and people lack, each in a sentence."""
    dossier = dossier_of(own.case)
    return [*_no_object(own), *_no_land(own), *_no_people(own, dossier)]


def _no_object(own: Mine) -> list[str]:
    described = own.application.object_fr or own.application.object_ar
    return [] if described else [_("Describe the object of the project.")]


def _no_land(own: Mine) -> list[str]:
    there = own.application.parcels.exists()
    return [] if there else [_("Give the land reference of at least one parcel.")]


def _no_people(own: Mine, dossier: Dossier) -> list[str]:
    owner = any(party.role == PartyRole.OWNER for party in living(own.application))
    texts = ["" if owner else _("Name the owner of the project."), dossier.designer_problem]
    return [text for text in texts if text]


def _about(own: Mine) -> Task:
    text = own.application.object_fr or own.application.object_ar
    return _task(_("Object of the project"), own.address("my_about"), " ".join(_no_object(own)), text[:200])


def _facts(own: Mine) -> Task:
    verdict = verdict_of(own.case)
    if verdict.problem:
        missing = verdict.problem
    elif verdict.unanswered:
        missing = _("Still to be answered: %(names)s.") % {"names": _some(verdict.unanswered)}
    else:
        missing = ""
    return _task(_("Facts of the project"), own.address("my_facts"), missing, verdict.title)


def _land(own: Mine) -> Task:
    found = list(own.application.parcels.order_by("pk").values_list("land_reference", flat=True))
    return _task(_("Land"), own.address("my_land"), " ".join(_no_land(own)), _some(found))


def _people(own: Mine, dossier: Dossier) -> Task:
    names = [party.name_fr for party in living(own.application)]
    return _task(_("People"), own.address("my_people"), " ".join(_no_people(own, dossier)), _some(names))


def _pieces(own: Mine) -> Task:
    title, address = _("Pieces"), own.address("my_pieces")
    rules, _problem = rules_of(own)
    if rules is None:
        return Task(title, _("cannot start yet"), "", "", _("The list depends on the facts of the project."))
    due = [
        piece for piece in wanted(own, rules) if piece.spec.due == "deposit" and piece.spec.category == "main"
    ]
    lacking = [piece.title for piece in due if not piece.files]
    missing = _("Still missing: %(names)s.") % {"names": _some(lacking)} if lacking else ""
    came = _("%(came)s of %(all)s main pieces have come.") % {
        "came": len(due) - len(lacking),
        "all": len(due),
    }
    return _task(title, address, missing, came)


def _some(names: list[str] | tuple[str, ...]) -> str:
    """The first few names; how many more there are."""
    if len(names) <= 4:
        return _(", ").join(names)
    rest = len(names) - 3
    more = ngettext("and %(n)s more", "and %(n)s more", rest) % {"n": rest}
    return _(", ").join(names[:3]) + " " + more
