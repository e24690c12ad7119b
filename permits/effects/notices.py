"""Messages to the people of a case: one row a message, the same Message-ID if it is sent again."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone, translation

from accounts.functions import Function
from accounts.models import OfficeKind
from accounts.posts import holders, offices_serving
from permits.models import Message, Party
from permits.notices import about, copy_notice, late_notice, seat_notice, soon_notice, unknown_notice
from workflows import legaltime
from workflows.effects import effect
from workflows.models import Case, Clock, Consultation


@effect("tell_parties")
def tell_parties(case_id: int, act: str, key: str) -> None:
    """Every party with an address learns of an act, in his or her language."""
    case = Case.objects.select_related("procedure", "commune").get(pk=case_id)
    parties = Party.objects.filter(application__case=case, ended_on__isnull=True).select_related("user")
    for party in parties:
        address = party.email or (party.user.email if party.user else "")
        if address:
            language = party.user.language if party.user else "fr"
            send_once(case, f"{key}:{party.pk}", address, language, *about(case, act, language))


@effect("tell_seat")
def tell_seat(case_id: int, consultation_id: int, key: str) -> None:
    """The people of an office learn that their opinion is asked."""
    row = Consultation.objects.select_related("case__procedure", "office").get(pk=consultation_id)
    for user in holders(row.office_id, (Function.REVIEWER, Function.HEAD), legaltime.today()):
        send_once(row.case, f"{key}:{user.pk}", user.email, user.language, *seat_notice(row, user.language))


@effect("tell_late")
def tell_late(case_id: int, clock: str, key: str, escalate: int = 0) -> None:
    """The desk learns that a limit has passed; the president too where the pack says so."""
    case = Case.objects.select_related("procedure", "commune").get(pk=case_id)
    functions = (Function.DESK, Function.PRESIDENT) if escalate else (Function.DESK,)
    for user in holders(case.commune_id, functions, legaltime.today()):
        send_once(
            case, f"{key}:{user.pk}", user.email, user.language, *late_notice(case, clock, user.language)
        )


@effect("tell_unknowns")
def tell_unknowns(case_id: int, key: str) -> None:
    """The desk learns which rules of the procedure are unknown, and so are its own to mind."""
    case = Case.objects.select_related("procedure", "commune").get(pk=case_id)
    for user in holders(case.commune_id, (Function.DESK,), legaltime.today()):
        send_once(case, f"{key}:{user.pk}", user.email, user.language, *unknown_notice(case, user.language))


@effect("tell_copies")
def tell_copies(case_id: int, key: str) -> None:
    """Members of the commission and the local authority learn that their copy is there."""
    case = Case.objects.select_related("procedure", "commune").get(pk=case_id)
    today = legaltime.today()
    offices = set(Consultation.objects.filter(case=case).values_list("office_id", flat=True))
    people = [
        user for office in offices for user in holders(office, (Function.REVIEWER, Function.HEAD), today)
    ]
    local = offices_serving(case.commune, [OfficeKind.PREFECTURE], today).get(OfficeKind.PREFECTURE)
    people += holders(local.pk, (Function.LOCAL_AUTHORITY,), today) if local else []
    for user in {user.pk: user for user in people}.values():
        send_once(case, f"{key}:{user.pk}", user.email, user.language, *copy_notice(case, user.language))


@effect("tell_soon")
def tell_soon(case_id: int, clock: int, key: str) -> None:
    """Whoever owns a limit learns that it will soon pass."""
    row = Clock.objects.select_related("case__procedure", "case__commune", "consultation").get(pk=clock)
    case = row.case
    if row.consultation is not None:
        users = holders(row.consultation.office_id, (Function.REVIEWER, Function.HEAD), legaltime.today())
    elif row.owner in ("applicant", "holder", "payer"):
        users = [
            p.user
            for p in Party.objects.filter(application__case=case, may_act=True).select_related("user")
            if p.user
        ]
    else:
        users = holders(case.commune_id, (Function.DESK,), legaltime.today())
    for user in users:
        send_once(case, f"{key}:{user.pk}", user.email, user.language, *soon_notice(row, user.language))


def send_once(case: Case, key: str, to: str, language: str, subject: str, body: str) -> None:
    """Record the message, send it, and say that it was sent. A crash in between may repeat the mail only."""
    message, _created = Message.objects.get_or_create(
        key=key[:160],
        defaults={
            "case": case,
            "to": to,
            "language": language,
            "subject": subject[:200],
            "body": body,
            "message_id": f"<{_digest(key)}@{settings.MAIL_DOMAIN}>",
        },
    )
    if message.sent_at is not None:
        return
    mail = EmailMessage(
        message.subject, message.body, to=[message.to], headers={"Message-ID": message.message_id}
    )
    with translation.override(language):
        mail.send()
    Message.objects.filter(pk=message.pk).update(sent_at=timezone.now())


def _digest(key: str) -> str:
    """The same key gives the same Message-ID: whoever gets a mail twice can tell."""
    return hashlib.sha256(key.encode()).hexdigest()[:40]
