"""What messages say: one message, what happened and what to do; no personal data in them."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from workflows.explain import explain
from workflows.models import Case, Clock, Consultation
from workflows.phrases import spelled
from workflows.procedures.unknowns import unknowns
from workflows.registry import action_named

LRI, PDI = "\u2066", "\u2069"  # isolate a reference inside right-to-left text

Notice = tuple[str, str]


def about(case: Case, act: str, language: str) -> Notice:
    """A turn of the case, told to a party."""
    with translation.override(language):
        action = action_named(act)
        what = str(action.label) if action else act
        subject = _("File %(reference)s: %(what)s") % {"reference": _ref(case), "what": what}
        body = _(
            "Your file %(reference)s: %(what)s.\n"
            "It now stands as: %(state)s.\n"
            "Follow it here: %(url)s\n"
            "%(commune)s"
        ) % {
            "reference": _ref(case),
            "what": what,
            "state": case.get_outcome_display() or case.get_state_display(),
            "url": f"{settings.PUBLIC_URL}/suivi/{case.code}",
            "commune": case.commune.name,
        }
    return subject, body


def seat_notice(row: Consultation, language: str) -> Notice:
    """An opinion is asked of an office."""
    with translation.override(language):
        values = {
            "reference": _ref(row.case),
            "due": spelled(row.due_on) if row.due_on else _("no limit known"),
        }
        subject = _("Opinion asked on file %(reference)s") % values
        body = _("The opinion of %(office)s is asked on file %(reference)s. Last day: %(due)s.") % {
            **values,
            "office": row.office.name,
        }
    return subject, body


def late_notice(case: Case, clock: str, language: str) -> Notice:
    """A limit has passed; the sentence says which, why that day, and what follows."""
    row = Clock.objects.filter(case=case, name=clock).order_by("-pk").first()
    with translation.override(language):
        subject = _("File %(reference)s: a limit has passed") % {"reference": _ref(case)}
        body = explain(row, language).sentence if row else clock
    return subject, body


def copy_notice(case: Case, language: str) -> Notice:
    """A copy of the decision is at the disposal of an office."""
    with translation.override(language):
        subject = _("File %(reference)s: copy of the decision") % {"reference": _ref(case)}
        body = _("The decision on file %(reference)s was delivered; your copy is on the platform.") % {
            "reference": _ref(case)
        }
    return subject, body


def unknown_notice(case: Case, language: str) -> Notice:
    """Rules that the texts read do not give for the procedure of this file."""
    rules = unknowns(case.rules) if case.rules else ()
    with translation.override(language):
        subject = _("File %(reference)s: rules that are not known") % {"reference": _ref(case)}
        first = _(
            "The texts read do not say the following of this procedure; nothing of it happens by itself:"
        )
    return subject, "\n".join([first, *(f"- {text.in_language(language)}" for text in rules)])


def soon_notice(row: Clock, language: str) -> Notice:
    """A limit will soon pass."""
    with translation.override(language):
        subject = _("File %(reference)s: a limit will soon pass") % {"reference": _ref(row.case)}
        body = explain(row, language).sentence
    return subject, body


def _ref(case: Case) -> str:
    reference = case.reference or str(case.pk)
    return f"{LRI}{reference}{PDI}" if (translation.get_language() or "").startswith("ar") else reference
