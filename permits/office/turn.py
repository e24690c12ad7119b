"""Two questions asked of many cases at once: is it my turn, has a limit passed."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from accounts.functions import Function
from permits.lifecycle import PermitState
from permits.models import Permit
from permits.office.mine import AT_SEAT, Posts
from workflows.consultation import SeatState
from workflows.lifecycle import State
from workflows.models import Clock, Consultation
from workflows.models.clock import ClockState

MINUTING = (Function.DESK, Function.SECRETARY)
AT_DESK = (State.DRAFT, State.FILED, State.DECIDING)


def my_turn(posts: Posts) -> Q:
    """Cases in which an act of one of these posts is awaited. What may be done, the engine says."""
    awaited = Consultation.objects.filter(case=OuterRef("pk"), state=SeatState.REQUESTED)
    seats = awaited.filter(office__in=posts.offices(*AT_SEAT))
    desk, minuting = posts.offices(Function.DESK), posts.offices(*MINUTING)
    answered = Q(state=State.IN_REVIEW) & ~Q(Exists(awaited))
    wanted = Q(state=State.IN_REVIEW) & Q(Exists(seats))
    wanted |= answered & (Q(commune__in=minuting) | Q(agenda_items__sitting__office__in=minuting))
    wanted |= Q(commune__in=desk, state__in=AT_DESK)
    wanted |= Q(commune__in=desk) & _permit(PermitState.AWAITING_DELIVERY)
    wanted |= Q(commune__in=posts.offices(Function.CASHIER)) & _permit(PermitState.AWAITING_PAYMENT)
    for function, office in sorted(posts.places):
        wanted |= Q(state__in=(State.SIGNING, State.DEFERRED), decider=function, authority=office)
    return wanted


def limit_passed() -> Q:
    """A limit of the open case has passed, or that of a seat that is still awaited."""
    clocks = Clock.objects.filter(case=OuterRef("pk"), consultation=None, state=ClockState.PASSED)
    seats = Consultation.objects.filter(case=OuterRef("pk"), state=SeatState.REQUESTED, late=True)
    return ~Q(state=State.CLOSED) & (Q(Exists(clocks)) | Q(Exists(seats)))


def _permit(state: PermitState) -> Q:
    return Q(state=State.CLOSED) & Q(Exists(Permit.objects.filter(case=OuterRef("pk"), state=state)))
