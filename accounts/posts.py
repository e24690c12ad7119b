"""Finding posts and competent offices, many at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from accounts.functions import Function
from accounts.models import Membership, Office, OfficeKind, Post, User


def posts_of(offices: Iterable[Office], functions: Iterable[Function]) -> list[Post]:
    """The posts of these functions in these offices, in one query; missing ones are made."""
    offices, functions = list(offices), list(functions)
    found = {
        (post.office_id, post.function): post
        for post in Post.objects.filter(office__in=offices, function__in=functions).select_related("office")
    }
    return [
        found.get((office.pk, function.value)) or office.post(function)
        for office in {office.pk: office for office in offices}.values()
        for function in functions
    ]


def offices_serving(commune: Office, kinds: Iterable[OfficeKind], on: date) -> dict[str, Office]:
    """For each kind, the office in charge of a commune on that day: itself, a parent, or by territory."""
    wanted = [OfficeKind(kind).value for kind in kinds]
    near = [commune.pk, *_ancestors(commune)]
    rows = Office.objects.filter(
        Q(pk__in=near) | Q(territory__contains=[commune.code]),
        Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        kind__in=wanted,
        valid_from__lte=on,
    ).order_by("code")
    order = {pk: rank for rank, pk in enumerate(near)}
    best: dict[str, Office] = {}
    for office in sorted(rows, key=lambda row: order.get(row.pk, len(order))):
        best.setdefault(office.kind, office)
    return best


def _ancestors(office: Office) -> list[int]:
    """Parents up to the top, at most five deep, in one query."""
    chain = Office.objects.filter(pk=office.pk).values_list(
        "parent_id", "parent__parent_id", "parent__parent__parent_id", "parent__parent__parent__parent_id"
    )
    return [pk for pk in (chain.first() or ()) if pk is not None]


def holders(office_id: int, functions: Iterable[Function], on: date) -> list[User]:
    """The people who hold these functions of an office on that day."""
    current = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    rows = Membership.objects.filter(
        current,
        post__office_id=office_id,
        post__function__in=list(functions),
        valid_from__lte=on,
        user__is_active=True,
    ).select_related("user")
    return list({row.user_id: row.user for row in rows}.values())
